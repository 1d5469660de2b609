"""The second reader: does this text hold anything by which a patient could be known?"""

from screening.identity.identifier import DIRECT, KINDS, Identifier
from screening.identity.reading import find

__all__ = ["DIRECT", "KINDS", "Identifier", "find"]
