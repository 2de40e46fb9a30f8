"""Drafts, journal and checklists."""
