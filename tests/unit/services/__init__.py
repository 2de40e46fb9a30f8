"""What the bot does for people, over a record on disk, with a courier that does as it is told."""
