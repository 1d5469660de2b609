"""What moderation keeps."""

from moderation.models.appeals import Appeal
from moderation.models.concerns import Concern, Found
from moderation.models.decisions import AppendOnly, Correction, Decision, Verdict, WasLive
from moderation.models.flags import Flag, Reason, ReportQuestion
from moderation.models.keys import Proposal, Referral
from moderation.models.line_reports import LineReport
from moderation.models.live import LiveReport, PowerLoss
from moderation.models.measures import Measure, Rung
from moderation.models.notes import Note
from moderation.models.replies import CannedReply
from moderation.models.second_looks import SecondLook
from moderation.models.standings import Standing
from moderation.models.takes import Take

__all__ = [
    "Appeal",
    "AppendOnly",
    "CannedReply",
    "Concern",
    "Correction",
    "Decision",
    "Flag",
    "Found",
    "LineReport",
    "LiveReport",
    "Measure",
    "Note",
    "PowerLoss",
    "Proposal",
    "Reason",
    "Referral",
    "ReportQuestion",
    "Rung",
    "SecondLook",
    "Standing",
    "Take",
    "Verdict",
    "WasLive",
]
