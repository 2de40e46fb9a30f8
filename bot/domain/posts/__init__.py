"""Daily posts and reminders."""
