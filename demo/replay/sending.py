"""Sending one labelled post as a demo member would, and reading how it ended from the answer alone."""

import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from demo.people import LOGINS, PASSWORD
from demo.replay.samples import Sample
from demo.replay.visitor import Page, Unanswered, Visitor

OUTCOMES = ("published", "prompted", "held", "deflected", "refused", "lost")
WRITER = "verified"
NEUTRAL_TITLE = "A question for colleagues"
NEUTRAL_QUESTION = "Which fridge thermometer do you use in clinic, and how often do you write the reading down?"
SEE_ABOVE = "As told in the background."
DAYS_AGO = 60
SHORTEST_TITLE = 5
QUESTION_FORM = "/sections/questions/new/"
CASE_FORM = "/cases/new/one-page/"

# The text alone is to decide, so a question declares nothing. A case study that declares "not sure" is always asked
# back, so it declares what its form is for: an event of two months ago that is over.
UNSURE = {"started": "unsure", "symptomatic": "unsure"}
OVER = {"symptomatic": "no"}


class CannotBegin(RuntimeError):
    """Nobody could sign in, or the question under which replies are put was not published."""


@dataclass(frozen=True)
class Sent:
    """One text and how the server said it ended."""

    sample: Sample
    outcome: str
    kind: str = ""
    client_id: UUID | None = None
    location: str = ""
    seconds: float = 0.0

    def as_row(self) -> dict[str, Any]:
        return {**asdict(self.sample), "outcome": self.outcome, "kind": self.kind, "seconds": round(self.seconds, 4)}


@dataclass
class Writer:
    """The demo member who sends every text, signed in."""

    visitor: Visitor
    question: str = ""  # the path of the topic that takes the replies

    @property
    def email(self) -> str:
        return next(login.email for login in LOGINS if login.role == WRITER)

    def sign_in(self) -> None:
        page = self.visitor.get("/accounts/login/")
        answer = self.visitor.send("/accounts/login/", page.hidden | {"login": self.email, "password": PASSWORD})
        if answer.status != 302 or "sessionid" not in self.visitor.cookies:
            raise CannotBegin(f"{self.email} could not sign in (answer {answer.status}). Is the demo's data loaded?")

    def open_question(self) -> None:
        """A neutral question of this run's own, for texts that were written as replies."""
        fields = {"title": "Replay: where replies are put", "body": NEUTRAL_QUESTION}
        nobody = {"started": "no_patient", "symptomatic": "no_patient"}
        sent = self.post(Sample("question", **fields, label="", channel="topic"), QUESTION_FORM, fields | nobody)
        if sent.outcome != "published":
            raise CannotBegin(f"The neutral question was {sent.outcome} {sent.kind}.")
        self.question = sent.location.partition("#")[0]

    def send(self, sample: Sample) -> Sent:
        try:
            match sample.channel:
                case "topic":
                    return self.post(sample, QUESTION_FORM, question_fields(sample))
                case "case_study":
                    return self.post(sample, CASE_FORM, case_fields(sample))
                case _:
                    return self.post(sample, self.question, {"body": sample.body} | UNSURE, to="replies/")
        except Unanswered as error:
            return Sent(sample, "lost", str(error))

    def post(self, sample: Sample, form: str, fields: dict[str, str], to: str = "") -> Sent:
        """Fetch the form as a browser does, fill it in, send it."""
        hidden = self.visitor.get(form).hidden
        filled = {name: hidden.get(name, "") for name in ("csrfmiddlewaretoken", "client_id")} | fields
        started = time.perf_counter()
        page = self.visitor.send(form + to, filled)
        seconds = time.perf_counter() - started
        outcome, kind = outcome_of(page)
        client_id = UUID(filled["client_id"]) if filled["client_id"] else None
        return Sent(sample, outcome, kind, client_id, page.headers.get("location", ""), seconds)


def question_fields(sample: Sample) -> dict[str, str]:
    return {"title": title_of(sample), "body": sample.body} | UNSURE


def case_fields(sample: Sample) -> dict[str, str]:
    """The whole text in `background`; the other required fields only point to it."""
    happened_on = date.today() - timedelta(days=DAYS_AGO)
    chosen = {
        "event_kind": "complication", "procedure": "other", "area": "other", "product_class": "other",
        "onset": "not_applicable", "outcome": "no_harm", "happened_on": happened_on.isoformat(), "interests": "none",
        "attribution": "treated", "harm_physical": "none", "harm_psychological": "none", "delivery": "other",
        "complication": "other", "accepts": "on",
    }  # fmt: skip
    pointing = dict.fromkeys(("signs", "managed", "support", "differently", "take_home"), SEE_ABOVE)
    return {"title": title_of(sample), "background": sample.body, **chosen, **pointing, **OVER}


def title_of(sample: Sample) -> str:
    return sample.title if len(sample.title.strip()) >= SHORTEST_TITLE else NEUTRAL_TITLE


def outcome_of(page: Page) -> tuple[str, str]:
    """What the site said about the text (its own header), or what the status says where it said nothing."""
    outcome, _, kind = page.headers.get("debrief-outcome", "").partition(":")
    if outcome in OUTCOMES:
        return outcome, kind
    return ("refused", str(page.status)) if 400 <= page.status < 500 else ("lost", f"answer {page.status}")
