"""Cross-checks, one file a rule."""
