"""Our bot beside a bare discord.py bot: processor time, statements, growth, memory and start."""
