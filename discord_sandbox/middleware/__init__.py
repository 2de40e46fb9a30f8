"""The steps before a handler: origin check, authentication, rate limits, faults, and the record."""
