"""Live quizzes: rounds that many people play at once in a channel."""
