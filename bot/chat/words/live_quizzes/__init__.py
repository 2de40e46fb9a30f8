"""What live quizzes say."""
