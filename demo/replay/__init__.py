"""Replay: labelled posts sent through the real HTTP path, and every one of them found again afterwards."""
