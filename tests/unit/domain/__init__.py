"""The course, its questions, grading and quizzes."""
