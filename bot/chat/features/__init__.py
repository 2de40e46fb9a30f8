"""Features: commands, and the controls on their screens. `bot.bootstrap` builds them.

A handler parses its input, opens at most one unit that reads and one that writes, and shows one screen.
"""
