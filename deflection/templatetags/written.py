"""Words for templates that show an author their own text."""

from django import forms, template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.outcomes import Find

register = template.Library()
IN_WORDS = {
    "name": _("A name"),
    "dob": _("A date of birth"),
    "nhs_number": _("An NHS number"),
    "hospital_number": _("A hospital or record number"),
    "phone": _("A phone number"),
    "email": _("An e-mail address"),
    "handle": _("An account on social media"),
    "address": _("An address"),
    "postcode": _("A postcode"),
    "registration_plate": _("A number plate"),
    "treatment_date_clinic": _("The clinic and the day of a treatment"),
    "age_over_89": _("A very high age"),
    "rare_combination": _("Details that few people share"),
}


@register.filter
def kind_in_words(find: Find) -> str:
    return IN_WORDS.get(find.kind, gettext("Something that may identify a patient"))


@register.filter
def in_words(signs: list[str]) -> list[str]:
    """The names of signs, in the language of the site."""
    return [gettext(sign) for sign in signs]


@register.filter
def label_of(form: forms.Form, name: str) -> str:
    """What the form calls this field; several fields that are read as one are the text."""
    label = form.fields[name].label if name in form.fields else ""
    return str(label or gettext("your text"))
