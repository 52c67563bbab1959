"""Frames: which value belongs to which subject, criterion, year and index."""
