"""Promises the project keeps."""
