"""The areas of practice: what a question is about, and what an expert was accepted for."""

from django.db import models


class Area(models.TextChoices):
    FILLERS = "fillers", "Dermal fillers"
    TOXIN = "toxin", "Botulinum toxin"
    VASCULAR = "vascular", "Vascular complications"
    NODULES = "nodules", "Nodules and delayed reactions"
    INFECTION = "infection", "Infection"
    EYES = "eyes", "Eyes and vision"
    SKIN = "skin", "Skin, peels and needling"
    ENERGY = "energy", "Laser, light and energy devices"
    THREADS = "threads", "Threads"
    ANAESTHESIA = "anaesthesia", "Anaesthesia and medicines"
    CONSENT = "consent", "Consent, suitability and law"
    WELLBEING = "wellbeing", "Patients' and colleagues' wellbeing"
