"""The case as decisions: what learners decided, and where that leads."""
