"""Fetches, never interprets."""
