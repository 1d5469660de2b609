"""Four reflective models over one stored schema (CS5). Pure.

Seven columns of a case study hold the reflection whatever the model. A model only says which of them it asks for, and
in which words; what was written under another model stays in its column, is shown beside and can be changed.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

SLOTS = ("what", "feelings", "evaluation", "analysis", "learned", "differently", "code")


class Question(NamedTuple):
    slot: str
    label: str
    help: str = ""


DIFFERENTLY = Question("differently", _("What I would do differently"), _("The sentence a colleague should remember."))
THREE = (
    Question("what", _("What?"), _("What happened, in two or three sentences.")),
    Question("analysis", _("So what?"), _("Why it mattered, what you make of it, what you learned.")),
    Question("differently", _("Now what?"), _("What you would do differently, or do already.")),
)
MODELS: dict[str, tuple[Question, ...]] = {
    "": (DIFFERENTLY,),
    "nmc": (
        Question("what", _("What was the nature of the event in your practice?"), _("In two or three sentences.")),
        Question("learned", _("What did you learn from it?")),
        Question("differently", _("How did you change or improve your practice as a result?")),
        Question(
            "code", _("How is this relevant to the Code?"), _("For example: practise effectively, preserve safety.")
        ),
    ),
    "aomrc": THREE,
    "gibbs": (
        Question("what", _("Description"), _("What happened, in two or three sentences.")),
        Question("feelings", _("Feelings"), _("What you thought and felt at the time, and since.")),
        Question("evaluation", _("Evaluation"), _("What went well, and what did not.")),
        Question("analysis", _("Analysis"), _("Why it happened as it did.")),
        Question("learned", _("Conclusion"), _("What you learned, and what else could have been done.")),
        Question("differently", _("Action plan"), _("What you would do differently, or do already.")),
    ),
    "driscoll": (
        Question("what", _("What?"), _("What happened, what you did, and how others responded.")),
        Question("analysis", _("So what?"), _("What it meant: for the patient, for you, for the team.")),
        Question("differently", _("Now what?"), _("What you will do, and how you will know that it helped.")),
    ),
}


def asked_by(model: str) -> tuple[Question, ...]:
    """An unknown model asks what every case study asks."""
    return MODELS.get(model, MODELS[""])


def kept_beside(model: str, told: Mapping[str, str]) -> list[str]:
    """Columns that hold words and that this model does not ask for."""
    asked = {question.slot for question in asked_by(model)}
    return [slot for slot in SLOTS if slot not in asked and told.get(slot)]
