"""Quizzes, memory, mastery, assessments, certificates."""
