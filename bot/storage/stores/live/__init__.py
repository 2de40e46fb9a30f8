"""Storage for live quizzes."""
