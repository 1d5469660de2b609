"""Sections: each holds topics of one kind."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from members.models import Member


class Kind(models.TextChoices):
    CASES = "cases", _("Case studies")
    QUESTIONS = "questions", _("Questions")
    DISCUSSION = "discussion", _("Discussion")
    SUPPORT = "support", _("Support")


CLINICAL = (Kind.CASES, Kind.QUESTIONS)


class SectionQuerySet(models.QuerySet["Section"]):
    def visible_to(self, member: "Member") -> "SectionQuerySet":
        return self if member.is_authenticated else self.filter(members_only=False)


class Section(models.Model):
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200)
    members_only = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=10)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="a_section_is_of_a_known_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="cases"), name="case_studies_live_in_one_section"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_clinical(self) -> bool:
        return self.kind in CLINICAL

    @property
    def holds_cases(self) -> bool:
        return self.kind == Kind.CASES

    def get_absolute_url(self) -> str:
        return reverse("case-list") if self.holds_cases else reverse("section-show", args=[self.slug])

    @property
    def write_url(self) -> str:
        return reverse("case-write") if self.holds_cases else reverse("topic-write", args=[self.slug])
