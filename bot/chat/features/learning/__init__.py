"""Commands that teach: lessons, quizzes, reviews, assessments, progress."""
