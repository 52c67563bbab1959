"""Captures, documents, observations, identity over time, consolidation, findings and exports."""
