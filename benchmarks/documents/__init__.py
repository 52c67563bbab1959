"""Decisions and rankings that this project makes itself, in many layouts and formats, with cells that are known: what is read of them is counted."""
