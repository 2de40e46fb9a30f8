"""Live quizzes."""
