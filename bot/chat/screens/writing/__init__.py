"""Screens for practice messages, reflections, checklists and the plan."""
