"""The real discord.py against the sandbox, over real sockets."""
