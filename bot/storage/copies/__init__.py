"""Backups, and the erasures they have to repeat when restored."""
