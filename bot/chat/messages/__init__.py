"""Messages the bot sends on its own."""
