"""The second reader: a small sentence encoder that reads a post as a whole; optional, and never alone."""

from screening.emergency.encoder.blend import blend
from screening.emergency.encoder.model import missing, read

__all__ = ["blend", "missing", "read"]
