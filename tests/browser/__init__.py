"""Headless Chromium on the sandbox page."""
