"""What learners write and check off."""
