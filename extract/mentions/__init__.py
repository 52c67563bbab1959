"""Mentions: one file a kind of thing that a text can name."""
