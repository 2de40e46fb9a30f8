"""Sending what's due, at a pace Discord accepts, and again when sending fails."""
