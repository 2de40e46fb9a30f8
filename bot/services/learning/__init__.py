"""Lessons, quizzes, reviews, assessments and certificates."""
