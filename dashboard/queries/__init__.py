"""The questions that the pages ask, by topic: each one query with a bounded answer that an index can give."""
