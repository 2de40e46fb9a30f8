"""What the bot does for people."""
