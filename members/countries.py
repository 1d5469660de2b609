"""The countries whose numbers the site knows. A member practises in one of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    UNITED_KINGDOM = "GB", _("United Kingdom")
    IRELAND = "IE", _("Ireland")
    EUROPEAN_UNION = "EU", _("Another country of the European Union")
    UNITED_STATES = "US", _("United States")
    CANADA = "CA", _("Canada")
    AUSTRALIA = "AU", _("Australia")
    NEW_ZEALAND = "NZ", _("New Zealand")
    SOUTH_AFRICA = "ZA", _("South Africa")
    EMIRATES = "AE", _("United Arab Emirates")
    INDIA = "IN", _("India")
    ELSEWHERE = "ZZ", _("Another country")


HOME = Country.UNITED_KINGDOM
