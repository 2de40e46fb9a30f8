"""Quizzes, answers and what follows from them."""
