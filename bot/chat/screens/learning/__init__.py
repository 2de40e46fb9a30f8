"""Screens for lessons, quizzes, reviews, assessments and progress."""
