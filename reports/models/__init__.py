"""Files that a member asked for."""

from reports.models.exports import Export, State

__all__ = ["Export", "State"]
