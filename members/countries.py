"""The countries whose numbers the site knows. A member practises in one of them."""

from django.db import models


class Country(models.TextChoices):
    UNITED_KINGDOM = "GB", "United Kingdom"
    IRELAND = "IE", "Ireland"
    EUROPEAN_UNION = "EU", "Another country of the European Union"
    UNITED_STATES = "US", "United States"
    CANADA = "CA", "Canada"
    AUSTRALIA = "AU", "Australia"
    NEW_ZEALAND = "NZ", "New Zealand"
    SOUTH_AFRICA = "ZA", "South Africa"
    EMIRATES = "AE", "United Arab Emirates"
    INDIA = "IN", "India"
    ELSEWHERE = "ZZ", "Another country"


HOME = Country.UNITED_KINGDOM
