"""Workloads and drills. Run each module as a command."""
