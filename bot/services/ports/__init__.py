"""Protocols for everything the services need from outside."""
