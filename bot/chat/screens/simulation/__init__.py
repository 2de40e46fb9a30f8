"""Screens of the case as decisions."""
