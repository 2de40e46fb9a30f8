"""Screens for daily posts and reminders."""
