"""Deeds on webhooks: what happened is noted, it is sent, and administrators say to whom."""
