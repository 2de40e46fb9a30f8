"""Commands for a person's own settings and a server's."""
