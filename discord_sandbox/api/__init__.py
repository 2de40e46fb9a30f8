"""The HTTP API, and the sandbox's own routes."""
