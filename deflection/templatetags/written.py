"""Words for templates that show an author their own text."""

from django import forms, template

from deflection.outcomes import Find

register = template.Library()
IN_WORDS = {
    "name": "A name",
    "dob": "A date of birth",
    "nhs_number": "An NHS number",
    "hospital_number": "A hospital or record number",
    "phone": "A phone number",
    "email": "An e-mail address",
    "handle": "An account on social media",
    "address": "An address",
    "postcode": "A postcode",
    "registration_plate": "A number plate",
    "treatment_date_clinic": "The clinic and the day of a treatment",
    "age_over_89": "A very high age",
    "rare_combination": "Details that few people share",
}


@register.filter
def kind_in_words(find: Find) -> str:
    return IN_WORDS.get(find.kind, "Something that may identify a patient")


@register.filter
def label_of(form: forms.Form, name: str) -> str:
    """What the form calls this field; several fields that are read as one are the text."""
    label = form.fields[name].label if name in form.fields else ""
    return str(label or "your text")
