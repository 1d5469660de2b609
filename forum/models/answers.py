"""What an answer carries beside its words: what it rests on, interests, whom it helped, and what came after it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.citations import References, references, words_beside
from forum.models.endorsements import Evidence
from members.wording import in_a_sentence

if TYPE_CHECKING:
    from forum.models.endorsements import Endorsement

REVIEW_AFTER = timedelta(days=365)
NEEDS_A_CITATION = (Evidence.PROTOCOL, Evidence.STUDY)


class Interest(models.TextChoices):
    NONE = "none", _("None")
    SOME = "some", _("Yes")


class Action(models.TextChoices):
    """What an answer advises to do, from a short list, so that two answers can be told apart."""

    REFER_NOW = "refer_now", _("Refer now")
    SAME_DAY = "same_day", _("Review the same day")
    TREAT = "treat", _("Treat in clinic")
    WATCH = "watch", _("Watch and review")
    CLOSE = "close", _("Advise and close")
    OTHER = "other", _("Something else")


class NoSource(ValueError):
    """A protocol or a study is named, or the answer rests on something else."""


def carried(
    *, is_answer: bool, rests_on: str = "", citation: str = "", interest: str = "", interest_words: str = ""
) -> dict[str, str]:
    """The columns for what an author said beside the text. Only an answer rests on something. Raises NoSource."""
    columns = {"interest": interest, "interest_words": interest_words}
    if not is_answer:
        return columns
    if rests_on in NEEDS_A_CITATION and not citation:
        raise NoSource(gettext("Please name the protocol or the study."))
    found = references(citation)
    return columns | {
        "rests_on": rests_on or Evidence.OPINION.value, "citation": citation, "doi": found.doi, "pmid": found.pmid,
    }  # fmt: skip


class Carrying(models.Model):
    """The columns of a post that tell a reader how far to trust it. None of them moves its rank."""

    rests_on = models.CharField(max_length=12, choices=Evidence, blank=True, help_text="Answers to questions alone.")
    citation = models.CharField(max_length=300, blank=True, help_text="As its author typed it.")
    doi = models.CharField(max_length=200, blank=True)
    pmid = models.CharField(max_length=8, blank=True)
    source_retracted_at = models.DateTimeField(null=True, blank=True)
    action = models.CharField(
        _("what it advises"), max_length=10, choices=Action, blank=True, help_text="Blank: nobody has said."
    )
    interest = models.CharField(
        max_length=4, choices=Interest, blank=True, help_text="Blank: its author was not asked."
    )
    interest_words = models.CharField(max_length=200, blank=True)
    helped_author_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:  # what a post says of itself

        @property
        def endorsed_by(self) -> "list[Endorsement]": ...

        @property
        def is_answer(self) -> bool: ...

        author: Any
        topic: Any
        is_opening: bool

    @property
    def reference(self) -> References:
        return References(self.doi, self.pmid)

    @property
    def citation_words(self) -> str:
        return words_beside(self.citation)

    @property
    def carries_in_words(self) -> str:
        """For the history of a post, where an earlier source or interest can be looked up."""
        interest = {Interest.NONE: gettext("none"), Interest.SOME: self.interest_words}.get(self.interest, "")
        parts = {
            gettext("Rests on"): in_a_sentence(self.get_rests_on_display()),
            gettext("Reference"): self.citation,
            gettext("Interest"): interest,
        }
        return "; ".join(f"{name}: {words}" for name, words in parts.items() if words)

    @property
    def is_unvetted(self) -> bool:
        """Somebody nobody has checked, advising in a clinical room: never marked as right or as a help."""
        return not self.is_opening and self.author.tier == 0 and self.topic.section.is_clinical

    @property
    def is_superseded(self) -> bool:
        return self.superseded_by is not None and self.superseded_by.is_published

    @property
    def review_by(self) -> datetime | None:
        """A year after somebody last stood up for it; an answer that nobody endorses has no such day."""
        newest = max((endorsement.created_at for endorsement in self.endorsed_by), default=None)
        return newest + REVIEW_AFTER if newest and self.is_answer else None

    @property
    def is_due_for_review(self) -> bool:
        return self.review_by is not None and self.review_by <= timezone.now()

    @property
    def is_current(self) -> bool:
        """Neither replaced by a later answer, nor past its review date, nor built on a source that was taken back."""
        return not (self.is_superseded or self.is_due_for_review or self.source_retracted_at)
