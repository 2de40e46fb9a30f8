"""The days on which people practice."""
