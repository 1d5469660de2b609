"""Case studies: an event that is over, told to reflect and to teach. Fields after the CARE and SCARE lists."""

from typing import ClassVar

from django.db import models

from forum.models.case_words import (
    Attribution,
    Complication,
    Delivery,
    Factor,
    PhysicalHarm,
    PsychologicalHarm,
    ReflectiveModel,
)
from forum.models.moments import Moment, moments_in


class EventKind(models.TextChoices):
    COMPLICATION = "complication", "Complication"
    NEAR_MISS = "near_miss", "Near miss"
    DECLINED = "declined", "Treatment declined"
    GOOD_OUTCOME = "good_outcome", "Good outcome"


class Procedure(models.TextChoices):
    LIP_FILLER = "lip_filler", "Lip filler"
    NASOLABIAL_FILLER = "nasolabial_filler", "Nasolabial filler"
    CHEEK_FILLER = "cheek_filler", "Cheek filler"
    TEAR_TROUGH_FILLER = "tear_trough_filler", "Tear trough filler"
    NOSE_FILLER = "nose_filler", "Nose filler"
    CHIN_JAW_FILLER = "chin_jaw_filler", "Chin or jaw filler"
    TEMPLE_FILLER = "temple_filler", "Temple filler"
    TOXIN_UPPER_FACE = "toxin_upper_face", "Toxin, upper face"
    TOXIN_LOWER_FACE = "toxin_lower_face", "Toxin, lower face or neck"
    THREADS = "threads", "Threads"
    PEEL = "peel", "Chemical peel"
    LASER_LIGHT = "laser_light", "Laser or light"
    SKIN_BOOSTER = "skin_booster", "Skin booster"
    FAT_DISSOLVING = "fat_dissolving", "Fat dissolving"
    SCLEROTHERAPY = "sclerotherapy", "Sclerotherapy"
    OTHER = "other", "Other"


class Area(models.TextChoices):
    LIPS = "lips", "Lips"
    PERIORAL = "perioral", "Around the mouth"
    NASOLABIAL = "nasolabial", "Nasolabial fold"
    NOSE = "nose", "Nose"
    CHEEK = "cheek", "Cheek"
    EYE_AREA = "eye_area", "Around the eye"
    FOREHEAD_GLABELLA = "forehead_glabella", "Forehead or glabella"
    TEMPLE = "temple", "Temple"
    JAW_CHIN = "jaw_chin", "Jaw or chin"
    NECK = "neck", "Neck"
    BODY = "body", "Body"
    OTHER = "other", "Other"


class ProductClass(models.TextChoices):
    HA_FILLER = "ha_filler", "Hyaluronic acid filler"
    NON_HA_FILLER = "non_ha_filler", "Other filler"
    TOXIN = "toxin", "Botulinum toxin"
    THREADS = "threads", "Threads"
    ENERGY_DEVICE = "energy_device", "Energy device"
    PEEL = "peel", "Peel"
    BOOSTER = "booster", "Skin booster"
    OTHER = "other", "Other"
    NONE = "none", "No product"


class Onset(models.TextChoices):
    IMMEDIATE = "immediate", "At once"
    MINUTES = "minutes", "Within minutes"
    HOURS = "hours", "Within hours"
    DAY_1_3 = "day_1_3", "Day 1 to 3"
    DAY_4_14 = "day_4_14", "Day 4 to 14"
    WEEK_2_8 = "week_2_8", "Week 2 to 8"
    MONTHS = "months", "Months later"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class Result(models.TextChoices):
    FULL_RECOVERY = "full_recovery", "Full recovery"
    RECOVERED_WITH_MARK = "recovered_with_mark", "Recovered, with a mark"
    LASTING_HARM = "lasting_harm", "Lasting harm"
    REFERRED_ON = "referred_on", "Referred on, outcome known"
    NO_HARM = "no_harm", "No harm came of it"


class CaseStudy(models.Model):
    """The structured part of a case study. Long texts keep their Markdown beside the safe HTML made from it."""

    event_kind = models.CharField("kind of event", max_length=20, choices=EventKind)
    procedure = models.CharField(max_length=30, choices=Procedure)
    area = models.CharField(max_length=30, choices=Area)
    product_class = models.CharField("class of product", max_length=20, choices=ProductClass)
    onset = models.CharField("onset after treatment", max_length=20, choices=Onset)
    happened_on = models.DateField("when it happened", help_text="Never shown: readers see how long ago it was.")
    happened_at = models.TimeField(
        "about what time", null=True, blank=True, help_text="Asked for where a day may not have passed. Never shown."
    )
    attribution = models.CharField("your part in it", max_length=12, choices=Attribution, blank=True)
    permission_from = models.CharField(
        "who treated, and agreed", max_length=100, blank=True, help_text="Read by moderators alone."
    )
    product_name = models.CharField("product", max_length=100, blank=True)
    lot = models.CharField("lot number", max_length=60, blank=True, help_text="Never shown: kept for a Yellow Card.")
    dose = models.CharField("dose or volume", max_length=60, blank=True)
    delivery = models.CharField("how it was given", max_length=16, choices=Delivery, blank=True)
    complication = models.ForeignKey(Complication, models.PROTECT, null=True, blank=True, related_name="+")
    harm_physical = models.CharField("physical harm", max_length=10, choices=PhysicalHarm, blank=True)
    harm_psychological = models.CharField("psychological harm", max_length=10, choices=PsychologicalHarm, blank=True)
    timeline = models.JSONField(default=list, blank=True, help_text="In order of time; see forum.models.moments.")
    factors = models.CharField(
        max_length=200, blank=True, help_text="Those of `Factor` that apply, each between bars: |history|product|."
    )
    background = models.TextField(blank=True)
    signs = models.TextField()
    managed = models.TextField("how it was managed")
    support = models.TextField("what support was sought")
    factors_text = models.TextField("what else contributed", blank=True)
    reflective_model = models.CharField("questions to reflect by", max_length=10, choices=ReflectiveModel, blank=True)
    what = models.TextField("what happened, in short", blank=True)
    feelings = models.TextField("what I thought and felt", blank=True)
    evaluation = models.TextField("what went well and what did not", blank=True)
    analysis = models.TextField("why it happened as it did", blank=True)
    learned = models.TextField("what I learned", blank=True)
    code = models.TextField("how it bears on my professional code", blank=True)
    differently = models.TextField("what I would do differently")
    outcome = models.CharField(max_length=20, choices=Result)
    outcome_text = models.TextField("how it ended", blank=True)
    take_home = models.TextField("take-home points")
    interests = models.CharField(max_length=300, default="none")
    disclosure = models.CharField(max_length=12, blank=True, help_text="Which notice on disclosure was accepted.")
    html = models.JSONField(default=dict, help_text="Field name to safe HTML, made by forum.text.")

    TOLD: ClassVar[tuple[str, ...]] = (
        "background",
        "signs",
        "managed",
        "support",
        "outcome_text",
        "factors_text",
        "what",
        "feelings",
        "evaluation",
        "analysis",
        "learned",
        "differently",
        "code",
        "take_home",
    )
    REFLECTION: ClassVar[tuple[str, ...]] = ("managed", "support", "differently")

    class Meta:
        verbose_name_plural = "case studies"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(managed="") & ~models.Q(support="") & ~models.Q(differently=""),
                name="a_case_study_answers_the_three_reflective_questions",
            ),
        ]

    @property
    def moments(self) -> list[Moment]:
        """The timeline, in order of time."""
        return moments_in(self.timeline)

    @property
    def factor_labels(self) -> list[str]:
        """What contributed, in words and in the order of the list."""
        return [str(factor.label) for factor in Factor if f"|{factor.value}|" in self.factors]

    def __str__(self) -> str:
        return f"{self.get_procedure_display()}, {self.get_area_display()}"
