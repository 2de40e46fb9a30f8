"""Live quizzes: what everyone sees, and what only one player sees."""
