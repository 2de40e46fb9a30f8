"""The stand-in for Discord: that it is as strict as Discord, and that discord.py can live with it."""
