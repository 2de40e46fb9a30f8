"""What's run by hand to make files that the bot ships."""
