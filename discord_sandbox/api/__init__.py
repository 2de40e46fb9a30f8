"""The HTTP API and the sandbox's own routes: what each does to the world."""
