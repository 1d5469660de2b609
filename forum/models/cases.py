"""Case studies: an event that is over, told to reflect and to teach. Fields after the CARE and SCARE lists."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.models.case_words import (
    Attribution,
    Complication,
    Delivery,
    Factor,
    PhysicalHarm,
    PsychologicalHarm,
    ReflectiveModel,
)
from forum.models.moments import LONGEST, Moment, moments_in


class EventKind(models.TextChoices):
    COMPLICATION = "complication", _("Complication")
    NEAR_MISS = "near_miss", _("Near miss")
    DECLINED = "declined", _("Treatment declined")
    GOOD_OUTCOME = "good_outcome", _("Good outcome")


class Procedure(models.TextChoices):
    LIP_FILLER = "lip_filler", _("Lip filler")
    NASOLABIAL_FILLER = "nasolabial_filler", _("Nasolabial filler")
    CHEEK_FILLER = "cheek_filler", _("Cheek filler")
    TEAR_TROUGH_FILLER = "tear_trough_filler", _("Tear trough filler")
    NOSE_FILLER = "nose_filler", _("Nose filler")
    CHIN_JAW_FILLER = "chin_jaw_filler", _("Chin or jaw filler")
    TEMPLE_FILLER = "temple_filler", _("Temple filler")
    TOXIN_UPPER_FACE = "toxin_upper_face", _("Toxin, upper face")
    TOXIN_LOWER_FACE = "toxin_lower_face", _("Toxin, lower face or neck")
    THREADS = "threads", _("Threads")
    PEEL = "peel", _("Chemical peel")
    LASER_LIGHT = "laser_light", _("Laser or light")
    SKIN_BOOSTER = "skin_booster", _("Skin booster")
    FAT_DISSOLVING = "fat_dissolving", _("Fat dissolving")
    SCLEROTHERAPY = "sclerotherapy", _("Sclerotherapy")
    OTHER = "other", _("Other")


class Area(models.TextChoices):
    LIPS = "lips", _("Lips")
    PERIORAL = "perioral", _("Around the mouth")
    NASOLABIAL = "nasolabial", _("Nasolabial fold")
    NOSE = "nose", _("Nose")
    CHEEK = "cheek", _("Cheek")
    EYE_AREA = "eye_area", _("Around the eye")
    FOREHEAD_GLABELLA = "forehead_glabella", _("Forehead or glabella")
    TEMPLE = "temple", _("Temple")
    JAW_CHIN = "jaw_chin", _("Jaw or chin")
    NECK = "neck", _("Neck")
    BODY = "body", _("Body")
    OTHER = "other", _("Other")


class ProductClass(models.TextChoices):
    HA_FILLER = "ha_filler", _("Hyaluronic acid filler")
    NON_HA_FILLER = "non_ha_filler", _("Other filler")
    TOXIN = "toxin", _("Botulinum toxin")
    THREADS = "threads", _("Threads")
    ENERGY_DEVICE = "energy_device", _("Energy device")
    PEEL = "peel", _("Peel")
    BOOSTER = "booster", _("Skin booster")
    OTHER = "other", _("Other")
    NONE = "none", _("No product")


class Onset(models.TextChoices):
    IMMEDIATE = "immediate", _("At once")
    MINUTES = "minutes", _("Within minutes")
    HOURS = "hours", _("Within hours")
    DAY_1_3 = "day_1_3", _("Day 1 to 3")
    DAY_4_14 = "day_4_14", _("Day 4 to 14")
    WEEK_2_8 = "week_2_8", _("Week 2 to 8")
    MONTHS = "months", _("Months later")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class Result(models.TextChoices):
    FULL_RECOVERY = "full_recovery", _("Full recovery")
    RECOVERED_WITH_MARK = "recovered_with_mark", _("Recovered, with a mark")
    LASTING_HARM = "lasting_harm", _("Lasting harm")
    REFERRED_ON = "referred_on", _("Referred on, outcome known")
    NO_HARM = "no_harm", _("No harm came of it")


class CaseStudy(models.Model):
    """The structured part of a case study. Long texts keep their Markdown beside the safe HTML made from it."""

    event_kind = models.CharField(_("kind of event"), max_length=20, choices=EventKind)
    procedure = models.CharField(max_length=30, choices=Procedure)
    area = models.CharField(max_length=30, choices=Area)
    product_class = models.CharField(_("class of product"), max_length=20, choices=ProductClass)
    onset = models.CharField(_("onset after treatment"), max_length=20, choices=Onset)
    recognised_after = models.PositiveIntegerField(
        _("minutes until it was recognised"), null=True, blank=True, validators=[MaxValueValidator(LONGEST)]
    )
    happened_on = models.DateField(_("when it happened"), help_text="Never shown: readers see how long ago it was.")
    happened_at = models.TimeField(
        _("about what time"), null=True, blank=True, help_text="Asked for where a day may not have passed. Never shown."
    )
    attribution = models.CharField(_("your part in it"), max_length=12, choices=Attribution, blank=True)
    permission_from = models.CharField(
        _("who treated, and agreed"), max_length=100, blank=True, help_text="Read by moderators alone."
    )
    product_name = models.CharField(_("product"), max_length=100, blank=True)
    lot = models.CharField(_("lot number"), max_length=60, blank=True, help_text="Never shown: kept for a Yellow Card.")
    dose = models.CharField(_("dose or volume"), max_length=60, blank=True)
    delivery = models.CharField(_("how it was given"), max_length=16, choices=Delivery, blank=True)
    complication = models.ForeignKey(Complication, models.PROTECT, null=True, blank=True, related_name="+")
    harm_physical = models.CharField(_("physical harm"), max_length=10, choices=PhysicalHarm, blank=True)
    harm_psychological = models.CharField(_("psychological harm"), max_length=10, choices=PsychologicalHarm, blank=True)
    timeline = models.JSONField(default=list, blank=True, help_text="In order of time; see forum.models.moments.")
    factors = models.CharField(
        max_length=200, blank=True, help_text="Those of `Factor` that apply, each between bars: |history|product|."
    )
    background = models.TextField(blank=True)
    signs = models.TextField()
    managed = models.TextField(_("how it was managed"))
    support = models.TextField(_("what support was sought"))
    factors_text = models.TextField(_("what else contributed"), blank=True)
    reflective_model = models.CharField(
        _("questions to reflect by"), max_length=10, choices=ReflectiveModel, blank=True
    )
    what = models.TextField(_("what happened, in short"), blank=True)
    feelings = models.TextField(_("what I thought and felt"), blank=True)
    evaluation = models.TextField(_("what went well and what did not"), blank=True)
    analysis = models.TextField(_("why it happened as it did"), blank=True)
    learned = models.TextField(_("what I learned"), blank=True)
    code = models.TextField(_("how it bears on my professional code"), blank=True)
    differently = models.TextField(_("what I would do differently"))
    outcome = models.CharField(max_length=20, choices=Result)
    outcome_text = models.TextField(_("how it ended"), blank=True)
    take_home = models.TextField(_("take-home points"))
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
        verbose_name_plural = _("case studies")
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
