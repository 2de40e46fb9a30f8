"""Read a course's files: open its folder, parse the YAML, and validate each file with its model."""
