"""Words for servers and their moderators."""
