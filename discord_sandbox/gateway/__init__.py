"""The gateway: sessions, and the events they get."""
