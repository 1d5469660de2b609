"""How moderation is doing, drawn: one module for each kind of thing, and the list of all in `catalogue`."""
