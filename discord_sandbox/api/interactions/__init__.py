"""Routes and helpers for interactions: what people do, and how the bot answers."""
