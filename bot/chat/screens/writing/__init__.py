"""Screens for drafts, journal and checklists."""
