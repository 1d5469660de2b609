"""The reading room: plain Python that reads a text and says what it tells of."""
