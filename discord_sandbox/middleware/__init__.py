"""What a request passes before the API acts on it: who asks, how often, what shall go wrong, the record."""
