"""Features: each brings its commands and the controls of its screens. `bot.bootstrap` builds them.

A handler parses, opens at most one unit of work that reads and one that writes, and shows one screen.
"""
