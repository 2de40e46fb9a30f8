"""Sentences of the interface, by topic."""
