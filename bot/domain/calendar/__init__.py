"""Days, recurring times and time zones."""
