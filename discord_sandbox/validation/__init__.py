"""What Discord refuses in a request's body. Pure: no world, no network."""
