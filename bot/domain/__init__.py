"""The rules of the course, pure and synchronous."""
