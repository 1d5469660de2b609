"""Four reflective models over one stored schema (CS5). Pure.

Seven columns of a case study hold the reflection whatever the model. A model only says which of them it asks for, and
in which words; what was written under another model stays in its column, is shown beside and can be changed.
"""

from collections.abc import Mapping
from typing import NamedTuple

SLOTS = ("what", "feelings", "evaluation", "analysis", "learned", "differently", "code")


class Question(NamedTuple):
    slot: str
    label: str
    help: str = ""


DIFFERENTLY = Question("differently", "What I would do differently", "The sentence a colleague should remember.")
THREE = (
    Question("what", "What?", "What happened, in two or three sentences."),
    Question("analysis", "So what?", "Why it mattered, what you make of it, what you learned."),
    Question("differently", "Now what?", "What you would do differently, or do already."),
)
MODELS: dict[str, tuple[Question, ...]] = {
    "": (DIFFERENTLY,),
    "nmc": (
        Question("what", "What was the nature of the event in your practice?", "In two or three sentences."),
        Question("learned", "What did you learn from it?"),
        Question("differently", "How did you change or improve your practice as a result?"),
        Question("code", "How is this relevant to the Code?", "For example: practise effectively, preserve safety."),
    ),
    "aomrc": THREE,
    "gibbs": (
        Question("what", "Description", "What happened, in two or three sentences."),
        Question("feelings", "Feelings", "What you thought and felt at the time, and since."),
        Question("evaluation", "Evaluation", "What went well, and what did not."),
        Question("analysis", "Analysis", "Why it happened as it did."),
        Question("learned", "Conclusion", "What you learned, and what else could have been done."),
        Question("differently", "Action plan", "What you would do differently, or do already."),
    ),
    "driscoll": (
        Question("what", "What?", "What happened, what you did, and how others responded."),
        Question("analysis", "So what?", "What it meant: for the patient, for you, for the team."),
        Question("differently", "Now what?", "What you will do, and how you will know that it helped."),
    ),
}


def asked_by(model: str) -> tuple[Question, ...]:
    """An unknown model asks what every case study asks."""
    return MODELS.get(model, MODELS[""])


def kept_beside(model: str, told: Mapping[str, str]) -> list[str]:
    """Columns that hold words and that this model does not ask for."""
    asked = {question.slot for question in asked_by(model)}
    return [slot for slot in SLOTS if slot not in asked and told.get(slot)]
