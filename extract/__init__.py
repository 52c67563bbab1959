"""Bytes in, observations out: pure functions without network or database."""
