"""Screens of classes, for students and for teachers."""
