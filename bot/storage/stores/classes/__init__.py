"""Stores of classes, their assignments, and their reports."""
