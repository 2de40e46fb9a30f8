"""Daily posts, reminders and server settings."""
