"""What moderation keeps."""

from moderation.models.decisions import AppendOnly, Correction, Decision, Verdict, WasLive
from moderation.models.flags import Flag, Reason

__all__ = ["AppendOnly", "Correction", "Decision", "Flag", "Reason", "Verdict", "WasLive"]
