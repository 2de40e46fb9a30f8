"""Lessonbot: a short course, taught in a chat server."""
