"""Stores for quizzes, answers and what follows from them."""
