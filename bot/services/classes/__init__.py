"""Classes: joining and leaving them, posting for them, and their reports."""
