"""What the marks under an answer come to: who stands for it, who against it, and the sum of both."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from forum import clusters, composition, ranking
from forum.models.endorsements import Endorsement

if TYPE_CHECKING:
    from forum.citations import References


class Weighed:
    """Mixed into a post. Its marks come from `for_reading()`, or are asked for once."""

    if TYPE_CHECKING:
        author: Any
        author_id: int
        topic: Any
        endorsements: Any
        created_at: datetime
        source_retracted_at: datetime | None
        reference: References

    @cached_property
    def marks(self) -> list[Endorsement]:
        """Every mark that was not withdrawn, oldest first, those that no longer count among them."""
        given = getattr(self, "marks_given", None)
        if given is None:
            marks = self.endorsements.given().select_related("expert", "credential")
            given = list(marks.order_by("created_at", "pk"))
        return [mark for mark in given if mark.expert_id not in self.who_has_no_say]

    @property
    def who_has_no_say(self) -> set[int]:
        """Its author; and whoever asked, where the question is clinical: also where topics were joined since."""
        asked = {self.topic.author_id} if self.topic.section.is_clinical else set()
        return {self.author_id} | asked

    @cached_property
    def sides(self) -> tuple[list[Endorsement], list[Endorsement]]:
        """The marks that stand today, for and against, oldest first."""
        pro: list[Endorsement] = []
        contra: list[Endorsement] = []
        for mark in self.marks:
            if mark.stands:
                (pro if mark.is_for else contra).append(mark)
        return pro, contra

    @property
    def endorsed_by(self) -> list[Endorsement]:
        return self.sides[0]

    @property
    def opposed_by(self) -> list[Endorsement]:
        """Those who disagree or call it unsafe, and whose credential holds."""
        return self.sides[1]

    @property
    def fallen(self) -> list[Endorsement]:
        """Given under a credential that has ended since: shown struck through, and without weight."""
        return [mark for mark in self.marks if not mark.stands]

    @property
    def warning(self) -> Endorsement | None:
        """The first standing mark that calls it unsafe and waits for a moderator."""
        return next((mark for mark in self.opposed_by if mark.warns), None)

    @property
    def endorser_tiers(self) -> list[int]:
        return [mark.weighs_as for mark in self.endorsed_by]

    @property
    def author_tier(self) -> int:
        """In the area of the question: an expert of another area counts as a prescriber here."""
        area = self.topic.area
        return self.author.tier_for(area) if area else self.author.tier

    @property
    def evidence_at(self) -> datetime | None:
        """When it named a source that anybody can look up; a retracted one is none."""
        names_one = (self.reference.doi or self.reference.pmid) and not self.source_retracted_at
        return self.created_at if names_one else None

    @cached_property
    def votes(self) -> tuple[list[ranking.Vote], list[ranking.Vote]]:
        """For and against, each with its cluster."""
        return votes_of(self.endorsed_by), votes_of(self.opposed_by)

    @cached_property
    def score(self) -> ranking.Score:
        return ranking.score(self.author_tier, *self.votes)

    @property
    def is_expert_endorsed(self) -> bool:
        """The badge: by the rule of the formula, and while nobody who may warn calls it unsafe."""
        return self.score.badge and self.warning is None

    @property
    def composition(self) -> str:
        return composition.endorsed(self.endorser_tiers, len(self.opposed_by))

    @property
    def objections(self) -> str:
        tiers = [mark.weighs_as for mark in self.opposed_by]
        return f"{composition.disagree(len(tiers))}: {composition.counted(tiers)}"

    @property
    def sum_in_words(self) -> list[str]:
        return composition.sum_of(self.author_tier, *self.votes, self.score)


def votes_of(marks: Sequence[Endorsement]) -> list[ranking.Vote]:
    found = clusters.clusters_of(
        [
            clusters.Mark(mark.pk, mark.expert.email, mark.ring, mark.created_at, mark.expert.workplace_keys)
            for mark in marks
        ]
    )
    return [ranking.Vote(mark.weighs_as, found.get(mark.pk), mark.account_age_days) for mark in marks]
