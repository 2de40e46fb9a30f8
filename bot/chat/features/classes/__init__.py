"""Classes, for teachers and students."""
