"""A local stand-in for Discord, with a web page."""
