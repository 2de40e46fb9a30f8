"""The JSON Schema of course files, for editors."""

from typing import Any

from pydantic import TypeAdapter

from bot.content.files.paged import PagedLesson
from bot.content.files.shape import SHAPES
from bot.domain.course.lesson import Lesson

LESSON = "lesson.yaml"


def schema() -> dict[str, Any]:
    """Return a JSON Schema (2020-12) that covers every file of a course.

    `$defs` has an entry for each file by its name (`course.yaml`, `facts.yaml`, …; `lesson.yaml` is for every
    lesson), and one for each part. The schema as a whole accepts any of the files. For completion and checks
    in an editor, save it as `lessonbot.schema.json` next to the course folders, and start each file with `#
    yaml-language-server: $schema=../lessonbot.schema.json`. Tools that need a schema for just one file can
    use `lessonbot.schema.json#/$defs/facts.yaml`.
    """
    shapes = {**SHAPES, LESSON: Lesson | PagedLesson}
    inputs = [(name, "validation", TypeAdapter(shape)) for name, shape in shapes.items()]
    entries, described = TypeAdapter.json_schemas(inputs)  # type: ignore[arg-type]
    parts = described["$defs"]
    passage = parts["Passage"]
    parts["Passage"] = {"anyOf": [passage["properties"]["text"], passage]}  # files may write just the text
    files = {name: entry for (name, _), entry in entries.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a Lessonbot course",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in files],
        "$defs": {**files, **parts},
    }
