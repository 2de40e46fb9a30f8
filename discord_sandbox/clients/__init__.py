"""People who use the sandbox: a scripted person and a terminal."""
