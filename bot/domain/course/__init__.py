"""What a course is made of."""
