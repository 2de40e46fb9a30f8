"""Workloads and drills, each a command of its own."""
