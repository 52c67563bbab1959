"""Reads the store, never writes what was observed."""
