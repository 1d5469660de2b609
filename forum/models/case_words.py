"""The lists out of which a case study is told: who treated, harm, factors, routes, reflective models."""

from django.db import models


class Attribution(models.TextChoices):
    """Whose case it is (CS13)."""

    TREATED = "treated", "I treated the patient"
    ASSISTED = "assisted", "I assisted"
    TOOK_OVER = "took_over", "I took over afterwards"
    PERMISSION = "permission", "A colleague treated, and I tell it with their permission"


class Delivery(models.TextChoices):
    """How a product was given (CS9)."""

    NEEDLE = "needle", "By needle"
    CANNULA = "cannula", "By cannula"
    MICRONEEDLING = "microneedling", "By microneedling or mesotherapy"
    ON_THE_SKIN = "on_the_skin", "On the skin"
    DEVICE = "device", "By a device"
    OTHER = "other", "Another way"


class PhysicalHarm(models.TextChoices):
    """After the levels of the Learn from Patient Safety Events service of NHS England."""

    NONE = "none", "No physical harm"
    LOW = "low", "Low physical harm"
    MODERATE = "moderate", "Moderate physical harm"
    SEVERE = "severe", "Severe physical harm"
    FATAL = "fatal", "Fatal"


class PsychologicalHarm(models.TextChoices):
    """After the same levels; it is graded apart from what the body suffered."""

    NONE = "none", "No psychological harm"
    LOW = "low", "Low psychological harm"
    MODERATE = "moderate", "Moderate psychological harm"
    SEVERE = "severe", "Severe psychological harm"


class Factor(models.TextChoices):
    """What contributed (CS7)."""

    HISTORY = "history", "History not taken, or incomplete"
    ASSESSMENT = "assessment", "Something the assessment missed"
    INTERACTION = "interaction", "Medicine, illness or other treatment"
    ANATOMY = "anatomy", "Anatomy, or earlier treatment there"
    TECHNIQUE = "technique", "Technique, plane or settings"
    PRODUCT = "product", "Product, dose or dilution"
    KNOWLEDGE = "knowledge", "Training or experience"
    COMMUNICATION = "communication", "Communication or consent"
    AFTERCARE = "aftercare", "Aftercare or follow-up"
    EQUIPMENT = "equipment", "Kit, room or equipment"
    PRESSURE = "pressure", "Time pressure, tiredness or distraction"
    ORGANISATION = "organisation", "Team, policy or help within reach"


class ReflectiveModel(models.TextChoices):
    """In whose questions the reflection is asked; the answers are stored the same way for all (CS5)."""

    PLAIN = "", "Only what I would do differently"
    NMC = "nmc", "NMC: four questions for revalidation"
    AOMRC = "aomrc", "AoMRC: What? So what? Now what?"
    GIBBS = "gibbs", "Gibbs: six steps"
    DRISCOLL = "driscoll", "Driscoll: What? So what? Now what?"


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
