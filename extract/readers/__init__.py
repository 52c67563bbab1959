"""Readers: one file a format, chosen by content."""
