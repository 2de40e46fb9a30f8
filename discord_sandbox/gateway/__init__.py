"""The gateway: who is connected, and who hears of what."""
