"""Ids are given once, in their place, and what is referred to exists."""

import pytest

from tests.unit.content.conftest import Copy

L1, L2 = "1-vorher-fragen.yaml", "offen-antworten.yaml"

# File, what is replaced (nothing: the end), by what, the faults (with the file if it is another).
CASES = {
    "former lesson still there": (
        L1,
        "id: vorher-fragen\n",
        "id: vorher-fragen\nwas: [offen-antworten, anfang]\n",
        ["2:7: lesson `offen-antworten` is still in use: `was` lists ids that nothing has anymore"],
    ),
    "former objective of two": (
        L1,
        "  - id: vorher-fragen.wen\n",
        "  - id: vorher-fragen.wen\n    was: [a.b, a.b]\n",
        ["8:16: former objective `a.b` is already on line 8"],
    ),
    "unknown fact": (
        L1,
        "    facts: [brot-umbenannt]\n  - title: Wem",
        "    facts: [brot-umbenant]\n  - title: Wem",
        ["19:13: unknown fact `brot-umbenant`; did you mean `brot-umbenannt`?"],
    ),
    "unknown fact far": (
        L1,
        "    facts: [brot-umbenannt]\n  - title: Wem",
        "    facts: [x]\n  - title: Wem",
        ["19:13: unknown fact `x`"],
    ),
    "unknown source": (
        "facts.yaml",
        "sources: [aushang-2019, stadtblatt-2019]",
        "sources: [aushang-2018, stadtblatt-2019]",
        ["6:13: unknown source `aushang-2018`; did you mean `aushang-2019`?"],
    ),
    "unknown source checklist": (
        "checklists.yaml",
        "sources: [rueckblick]",
        "sources: [nirgends]",
        ["11:21: unknown source `nirgends`"],
    ),
    "repeated fact": (
        "facts.yaml",
        "id: name-zurueck",
        "id: niemand-gefragt",
        [
            "19:7: fact `niemand-gefragt` is already on line 7",
            "glossary.yaml:4:11: unknown fact `name-zurueck`",
            "offen-antworten.yaml:15:11: unknown fact `name-zurueck`",
            "offen-antworten.yaml:38:37: unknown fact `name-zurueck`",
            "offen-antworten.yaml:51:13: unknown fact `name-zurueck`",
            "scenario.yaml:13:17: unknown fact `name-zurueck`",
        ],
    ),
    "repeated source": (
        "sources.yaml",
        "id: rueckblick",
        "id: aushang-2019",
        [
            "checklists.yaml:11:21: unknown source `rueckblick`",
            "facts.yaml:11:13: unknown source `rueckblick`",
            "facts.yaml:24:30: unknown source `rueckblick`",
            "facts.yaml:29:13: unknown source `rueckblick`",
            "12:7: source `aushang-2019` is already on line 1",
        ],
    ),
    "repeated glossary": (
        "glossary.yaml",
        "id: stammkundschaft",
        "id: offener-brief",
        ["5:7: glossary entry `offener-brief` is already on line 1"],
    ),
    "repeated question in lesson": (
        L1,
        "id: vorher-fragen-02",
        "id: vorher-fragen-01",
        ["74:9: question `vorher-fragen-01` is already on line 59"],
    ),
    "repeated question across": (
        L2,
        "id: offen-antworten-01",
        "id: vorher-fragen-01",
        ["25:9: question `vorher-fragen-01` is already in 1-vorher-fragen.yaml:59"],
    ),
    "repeated question assessment": (
        "assessment.yaml",
        "id: messung-b-01",
        "id: vorher-fragen-01",
        ["19:13: question `vorher-fragen-01` is already in 1-vorher-fragen.yaml:59"],
    ),
    "repeated form": (
        "assessment.yaml",
        "id: nachher",
        "id: vorher",
        ["17:9: form `vorher` is already on line 2"],
    ),
    "repeated objective": (
        L1,
        "- id: vorher-fragen.wie",
        "- id: vorher-fragen.wen",
        [
            "9:9: objective `vorher-fragen.wen` is already on line 7",
            (
                "92:16: unknown objective of this lesson `vorher-fragen.wie`; did you mean "
                "`vorher-fragen.wen`?"
            ),
            (
                "106:16: unknown objective of this lesson `vorher-fragen.wie`; did you mean "
                "`vorher-fragen.wen`?"
            ),
            (
                "assessment.yaml:5:20: unknown objective `vorher-fragen.wie`; did you mean "
                "`vorher-fragen.wen`?"
            ),
        ],
    ),
    "repeated lesson": (
        "course.yaml",
        "[vorher-fragen, offen-antworten]",
        "[vorher-fragen, offen-antworten, vorher-fragen]",
        ["8:43: lesson `vorher-fragen` is already on line 8"],
    ),
    "repeated topic": (
        "course.yaml",
        "{id: folgen",
        "{id: umbenennung",
        ["11:10: topic `umbenennung` is already on line 10"],
    ),
    "repeated item": (
        "checklists.yaml",
        "id: antworten-vorbereiten",
        "id: verkauf-fragen",
        ["12:15: item `verkauf-fragen` is already on line 7"],
    ),
    "repeated checklist": (
        "checklists.yaml",
        "",
        "- id: neuer-name\n  title: x\n  summary: x\n  groups:\n    - title: x\n      items:\n        "
        "- {id: x, text: x, reason: x, sources: [rueckblick]}\n",
        ["17:7: checklist `neuer-name` is already on line 1"],
    ),
    "foreign objective": (
        L2,
        "objective: offen-antworten.bald\n    kind: match",
        "objective: vorher-fragen.wie\n    kind: match",
        ["26:16: unknown objective of this lesson `vorher-fragen.wie`"],
    ),
    "objective typo": (
        L2,
        "objective: offen-antworten.bald\n    kind: match",
        "objective: offen-antworten.balt\n    kind: match",
        [
            (
                "26:16: unknown objective of this lesson `offen-antworten.balt`; did you mean "
                "`offen-antworten.bald`?"
            )
        ],
    ),
    "assessment objective": (
        "assessment.yaml",
        "objective: vorher-fragen.wie",
        "objective: vorher-fragen.wo",
        ["5:20: unknown objective `vorher-fragen.wo`; did you mean `vorher-fragen.wie`?"],
    ),
    "objective of other prefix": (
        L2,
        "- id: offen-antworten.bald",
        "- id: antworten.bald",
        [
            (
                "assessment.yaml:20:20: unknown objective `offen-antworten.bald`; did you mean "
                "`antworten.bald`?"
            ),
            "7:9: objective `antworten.bald` must start with `offen-antworten.`",
            (
                "26:16: unknown objective of this lesson `offen-antworten.bald`; did you mean "
                "`antworten.bald`?"
            ),
            (
                "40:16: unknown objective of this lesson `offen-antworten.bald`; did you mean "
                "`antworten.bald`?"
            ),
        ],
    ),
    "practiced prompt": (
        "assessment.yaml",
        "prompt: Welche Frage kann noch etwas ändern?",
        "prompt: wie heißt   das Brot heute?",
        ["8:17: the same prompt is practiced in offen-antworten.yaml:43"],
    ),
    "lesson id differs": (
        L2,
        "id: offen-antworten\n",
        "id: offene-antworten\n",
        ["1:5: the file is named after the lesson `offen-antworten`, but its id differs"],
    ),
    "number differs": (L2, "number: 2", "number: 3", ["2:9: in course.yaml this lesson is number 2, not 3"]),
    "unknown scene": (
        "scenario.yaml",
        "to: neun-zettel",
        "to: neun-zettl",
        ["16:13: unknown scene `neun-zettl`; did you mean `neun-zettel`?"],
    ),
    "unknown start": (
        "scenario.yaml",
        "start: erster-zettel",
        "start: zettel-eins",
        ["3:8: unknown scene `zettel-eins`"],
    ),
    "repeated scene": (
        "scenario.yaml",
        "- id: stadtblatt",
        "- id: offener-brief",
        ["26:13: unknown scene `stadtblatt`", "30:9: scene `offener-brief` is already on line 27"],
    ),
    "unreached scene": (
        "scenario.yaml",
        "to: stadtblatt",
        "to: offener-brief",
        ["30:9: scene `stadtblatt` is never reached"],
    ),
    "no end": (
        "scenario.yaml",
        'text: "Die Überschrift lautet: Wohin ist das Mühlenbrot?"',
        "text: x\n    choices:\n      - {text: x, consequence: x, to: stadtblatt}",
        ["30:9: from scene `stadtblatt` there's no way to an ending"],
    ),
    "course without lesson file": (
        "course.yaml",
        "[vorher-fragen, offen-antworten]",
        "[vorher-fragen, offen-antworten, drittens]",
        ["8:43: no file 3-drittens.yaml or drittens.yaml"],
    ),
    "first lesson without file": (
        "course.yaml",
        "[vorher-fragen, offen-antworten]",
        "[zuerst, vorher-fragen, offen-antworten]",
        [
            "1-vorher-fragen.yaml:1:1: this lesson is number 2 in course.yaml, not 1: rename the file",
            "1-vorher-fragen.yaml:2:9: in course.yaml this lesson is number 2, not 1",
            "8:11: no file 1-zuerst.yaml or zuerst.yaml",
            "offen-antworten.yaml:2:9: in course.yaml this lesson is number 3, not 2",
        ],
    ),
    "file without lesson": (
        "course.yaml",
        "[vorher-fragen, offen-antworten]",
        "[vorher-fragen]",
        [
            "assessment.yaml:20:20: unknown objective `offen-antworten.bald`",
            (
                "offen-antworten.yaml:1:1: not part of the course: course.yaml doesn't list a lesson "
                "`offen-antworten`"
            ),
        ],
    ),
    "file near lesson": (
        "course.yaml",
        "[vorher-fragen, offen-antworten]",
        "[vorher-fragen, offen-antwortn]",
        [
            "assessment.yaml:20:20: unknown objective `offen-antworten.bald`",
            "8:26: no file 2-offen-antwortn.yaml or offen-antwortn.yaml",
            (
                "offen-antworten.yaml:1:1: not part of the course: course.yaml doesn't list a lesson "
                "`offen-antworten`; did you mean `offen-antwortn`?"
            ),
        ],
    ),
    "unknown passage": (
        "asked.yaml",
        "term/stammkundschaft:",
        "term/stamkundschaft:",
        ["8:1: unknown passage `term/stamkundschaft`; did you mean `term/stammkundschaft`?"],
    ),
    "page that is not there": (
        "asked.yaml",
        "offen-antworten/page-1:",
        "offen-antworten/page-7:",
        ["3:1: unknown passage `offen-antworten/page-7`; did you mean `offen-antworten/page-1`?"],
    ),
    "repeated phrasing": (
        "asked.yaml",
        "wie nennt man treue Käufer",
        "Warum gibt es  meinen alten Laib nicht mehr",
        ["9:5: `Warum gibt es meinen alten Laib nicht mehr` is already on line 6"],
    ),
    "repeated phrasing of one passage": (
        "asked.yaml",
        "seit wann trägt das Gebäck eine Nummer",
        "warum gibt es meinen alten Laib nicht mehr",
        ["7:5: `warum gibt es meinen alten Laib nicht mehr` is already on line 6"],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "faults"), CASES.values(), ids=CASES)
def test_a_wrong_id_is_named_at_its_place(
    copy: Copy, name: str, old: str, new: str, faults: list[str]
) -> None:
    """The fault stands at the id, and says where the other one is or which is near."""
    copy.edit(name, old, new)
    assert [fault.removeprefix(f"{name}:") for fault in copy.faults()] == faults
