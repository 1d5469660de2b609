"""The areas of practice: what a question is about, and what an expert was accepted for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.TextChoices):
    FILLERS = "fillers", _("Dermal fillers")
    TOXIN = "toxin", _("Botulinum toxin")
    VASCULAR = "vascular", _("Vascular complications")
    NODULES = "nodules", _("Nodules and delayed reactions")
    INFECTION = "infection", _("Infection")
    EYES = "eyes", _("Eyes and vision")
    SKIN = "skin", _("Skin, peels and needling")
    ENERGY = "energy", _("Laser, light and energy devices")
    THREADS = "threads", _("Threads")
    ANAESTHESIA = "anaesthesia", _("Anaesthesia and medicines")
    CONSENT = "consent", _("Consent, suitability and law")
    WELLBEING = "wellbeing", _("Patients' and colleagues' wellbeing")
