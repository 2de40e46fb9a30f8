"""From a command or a press to its reply: parsing, limits, routing, deferring."""
