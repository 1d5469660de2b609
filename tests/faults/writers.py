"""Members who post reply after reply, and keep a ledger of what was acknowledged."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

from demo.people import PASSWORD
from demo.replay.visitor import Page, Visitor
from tests.servers import FAILED, PATIENCE

PAUSE_AFTER_FAILURE = 0.02


@dataclass(eq=False)
class Writer(threading.Thread):
    """Sends an unanswered reply again with the same client id, to the next server if there are several."""

    urls: list[str]
    email: str
    topic: str
    enough: threading.Event
    pause: float = 0.0
    ledger: dict[str, tuple[str, str]] = field(default_factory=dict)  # client id → body, address of the post
    repeats: int = 0
    refused: Counter[str] = field(default_factory=Counter)  # status and what came with it → how often
    failure: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(self.urls[0])
        self.chance = random.Random(self.email)

    def sign_in(self) -> None:
        hidden = self.visitor.get("/accounts/login/").hidden
        answer = self.visitor.send("/accounts/login/", hidden | {"login": self.email, "password": PASSWORD})
        assert answer.status == 302
        self.token = self.visitor.get(self.topic).hidden["csrfmiddlewaretoken"]

    @property
    def session(self) -> str:
        return self.visitor.cookies["sessionid"].value

    def run(self) -> None:
        number = 0
        while not self.enough.is_set() and not self.failure:
            number += 1
            who = self.email.partition("@")[0]
            client_id, body = str(uuid4()), f"Reply {in_letters(number)} of {who}, about fridges."
            self.ledger[client_id] = (body, self.send_until_answered(client_id, body))
            time.sleep(self.chance.uniform(0, 2 * self.pause))

    def send_until_answered(self, client_id: str, body: str) -> str:
        fields = {"csrfmiddlewaretoken": self.token, "client_id": client_id, "body": body}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                page = self.visitor.send_once(f"{self.topic}replies/", fields)
            except FAILED:
                self.turn_to_next(PAUSE_AFTER_FAILURE)
                continue
            if page.status == 503:
                self.refused[what_came_with(page, body)] += 1
                self.turn_to_next(0.2)
                continue
            if page.status != 302:
                outcome = page.headers.get("debrief-outcome", "")
                self.failure = f"{body} was answered with {page.status} {outcome}"
            return page.headers.get("location", "")
        self.failure = f"{client_id} was never answered"
        return ""

    def turn_to_next(self, pause: float) -> None:
        self.visitor.hang_up()
        self.urls = [*self.urls[1:], self.urls[0]]
        self.visitor.url = self.urls[0]
        self.repeats += 1
        time.sleep(pause)


def what_came_with(page: Page, body: str) -> str:
    """In words: the status, when to come back, whom to ring, and the words that were sent."""
    whole = ["Retry-After"] if page.headers.get("retry-after") else []
    whole += ["number"] if 'href="tel:999"' in page.text else []
    whole += ["words"] if body in page.text else []
    return f"{page.status} with {', '.join(whole) or 'nothing'}"


def in_letters(number: int) -> str:
    """Reply 999 would be read as a call for help."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))
