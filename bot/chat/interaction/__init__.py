"""From a command or press to its reply: parsing, limits, routing, deferring."""
