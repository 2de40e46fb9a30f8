"""The JSON Schema of course files, for editors."""

from typing import Any

from pydantic import TypeAdapter

from bot.content.shape import SHAPES
from bot.domain.course.course import Lesson

LESSON = "lesson.yaml"


def schema() -> dict[str, Any]:
    """One JSON Schema (2020-12) for every file of a course.

    `$defs` has an entry for each file by its name (`course.yaml`, `facts.yaml`, …; `lesson.yaml` is for
    every lesson), beside one for each part. The document as a whole accepts a file that fits any of them.
    To have an editor complete and check a course, save it as `lessonbot.schema.json` beside the course
    folders, and begin each file with `# yaml-language-server: $schema=../lessonbot.schema.json`. A tool
    that wants one schema for one file refers to `lessonbot.schema.json#/$defs/facts.yaml`.
    """
    shapes = {**SHAPES, LESSON: Lesson}
    inputs = [(name, "validation", TypeAdapter(shape)) for name, shape in shapes.items()]
    entries, described = TypeAdapter.json_schemas(inputs)  # type: ignore[arg-type]
    parts = described["$defs"]
    passage = parts["Passage"]
    parts["Passage"] = {"anyOf": [passage["properties"]["text"], passage]}  # a file may give the text alone
    files = {name: entry for (name, _), entry in entries.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a Lessonbot course",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in files],
        "$defs": {**files, **parts},
    }
