"""The second reader: a small sentence encoder that reads a post as a whole; optional, and never alone."""
