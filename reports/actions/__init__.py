"""Deeds on files that a member asked for."""
