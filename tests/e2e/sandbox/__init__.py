"""Tests of the sandbox: it's as strict as Discord, and discord.py works with it."""
