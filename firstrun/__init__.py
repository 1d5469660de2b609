"""The first run: from a bare Python to a running demo or test, with the standard library alone."""
