"""What moderation keeps."""

from moderation.models.decisions import AppendOnly, Correction, Decision, Verdict, WasLive
from moderation.models.flags import Flag, Reason
from moderation.models.live import LiveReport, PowerLoss

__all__ = ["AppendOnly", "Correction", "Decision", "Flag", "LiveReport", "PowerLoss", "Reason", "Verdict", "WasLive"]
