"""What learning says: lessons, quizzes, reviews, streaks, boards, pictures."""
