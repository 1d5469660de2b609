"""What moderation keeps."""

from moderation.models.decisions import AppendOnly, Correction, Decision, Verdict, WasLive
from moderation.models.flags import Flag, Reason, ReportQuestion
from moderation.models.live import LiveReport, PowerLoss
from moderation.models.notes import Note
from moderation.models.replies import CannedReply

__all__ = [
    "AppendOnly",
    "CannedReply",
    "Correction",
    "Decision",
    "Flag",
    "LiveReport",
    "Note",
    "PowerLoss",
    "Reason",
    "ReportQuestion",
    "Verdict",
    "WasLive",
]
