"""Storage: the same tests over every engine."""
