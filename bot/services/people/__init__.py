"""A person's data, a server's settings, and how long both are stored."""
