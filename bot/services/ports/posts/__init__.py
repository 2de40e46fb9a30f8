"""Stores for daily posts, reminders and server settings."""
