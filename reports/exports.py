"""The files that can be asked for here."""
