"""The lists out of which a case study is told: who treated, harm, factors, routes, reflective models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attribution(models.TextChoices):
    """Whose case it is (CS13)."""

    TREATED = "treated", _("I treated the patient")
    ASSISTED = "assisted", _("I assisted")
    TOOK_OVER = "took_over", _("I took over afterwards")
    PERMISSION = "permission", _("A colleague treated, and I tell it with their permission")


class Delivery(models.TextChoices):
    """How a product was given (CS9)."""

    NEEDLE = "needle", _("By needle")
    CANNULA = "cannula", _("By cannula")
    MICRONEEDLING = "microneedling", _("By microneedling or mesotherapy")
    ON_THE_SKIN = "on_the_skin", _("On the skin")
    DEVICE = "device", _("By a device")
    OTHER = "other", _("Another way")


class PhysicalHarm(models.TextChoices):
    """After the levels of the Learn from Patient Safety Events service of NHS England."""

    NONE = "none", _("No physical harm")
    LOW = "low", _("Low physical harm")
    MODERATE = "moderate", _("Moderate physical harm")
    SEVERE = "severe", _("Severe physical harm")
    FATAL = "fatal", _("Fatal")


class PsychologicalHarm(models.TextChoices):
    """After the same levels; it is graded apart from what the body suffered."""

    NONE = "none", _("No psychological harm")
    LOW = "low", _("Low psychological harm")
    MODERATE = "moderate", _("Moderate psychological harm")
    SEVERE = "severe", _("Severe psychological harm")


class Factor(models.TextChoices):
    """What contributed (CS7)."""

    HISTORY = "history", _("History not taken, or incomplete")
    ASSESSMENT = "assessment", _("Something the assessment missed")
    INTERACTION = "interaction", _("Medicine, illness or other treatment")
    ANATOMY = "anatomy", _("Anatomy, or earlier treatment there")
    TECHNIQUE = "technique", _("Technique, plane or settings")
    PRODUCT = "product", _("Product, dose or dilution")
    KNOWLEDGE = "knowledge", _("Training or experience")
    COMMUNICATION = "communication", _("Communication or consent")
    AFTERCARE = "aftercare", _("Aftercare or follow-up")
    EQUIPMENT = "equipment", _("Kit, room or equipment")
    PRESSURE = "pressure", _("Time pressure, tiredness or distraction")
    ORGANISATION = "organisation", _("Team, policy or help within reach")


class ReflectiveModel(models.TextChoices):
    """In whose questions the reflection is asked; the answers are stored the same way for all (CS5)."""

    PLAIN = "", _("Only what I would do differently")
    NMC = "nmc", _("NMC: four questions for revalidation")
    AOMRC = "aomrc", _("AoMRC: What? So what? Now what?")
    GIBBS = "gibbs", _("Gibbs: six steps")
    DRISCOLL = "driscoll", _("Driscoll: What? So what? Now what?")


class Complication(models.Model):
    """One name out of the list of complications, which administrators edit."""

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80, unique=True)
    is_sample = models.BooleanField(
        default=True, help_text="Shipped as an example; no clinician of this site has confirmed it yet."
    )
    is_offered = models.BooleanField(default=True, help_text="No longer offered, it stays in the cases that name it.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
