"""Members who send replies, cries for help or drafts without a pause, and keep a ledger of what was acknowledged."""

import json
import random
import re
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
            self.send_one(number)
            time.sleep(self.chance.uniform(0, 2 * self.pause))

    @property
    def who(self) -> str:
        return self.email.partition("@")[0]

    def words(self, number: int) -> str:
        return f"Reply {in_letters(number)} of {self.who}, about fridges."

    def send_one(self, number: int) -> None:
        client_id, body = str(uuid4()), self.words(number)
        self.ledger[client_id] = (body, self.send_until_answered(client_id, body))

    def send_until_answered(self, client_id: str, body: str) -> str:
        fields = {"csrfmiddlewaretoken": self.token, "client_id": client_id, "body": body}
        return self.ask_until_answered(f"{self.topic}replies/", fields, body)

    def name_of(self, page: Page) -> str:
        """What an acknowledged one is called by; empty where the answer was none."""
        return page.headers.get("location", "") if page.status == 302 else ""

    def ask_until_answered(self, path: str, fields: dict[str, str], body: str) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                page = self.visitor.send_once(path, fields)
            except FAILED:
                self.turn_to_next(PAUSE_AFTER_FAILURE)
                continue
            if page.status == 503:
                self.refused[what_came_with(page, body)] += 1
                self.turn_to_next(0.2)
                continue
            if not (name := self.name_of(page)):
                outcome = page.headers.get("debrief-outcome", "")
                self.failure = self.failure or f"{body} was answered with {page.status} {outcome}"
            return name
        self.failure = f"{body} was never answered"
        return ""

    def turn_to_next(self, pause: float) -> None:
        self.visitor.hang_up()
        self.urls = [*self.urls[1:], self.urls[0]]
        self.visitor.url = self.urls[0]
        self.repeats += 1
        time.sleep(pause)


class Caller(Writer):
    """Cries for help: each is stopped, and its page carries the number of what was sealed."""

    def words(self, number: int) -> str:
        return (
            f"Her lip is white and it is spreading right now, can anyone help? Call {in_letters(number)} of {self.who}."
        )

    def name_of(self, page: Page) -> str:
        found = re.search(r"/deflections/(\d+)/", page.text)
        return found[1] if found and page.headers.get("debrief-outcome") == "deflected" else ""


class Drafter(Writer):
    """Saves eight drafts over and over. Where an older text stands than the last acknowledged one, that is lost."""

    SHELF = 8
    saves = 0
    lost = 0

    def send_one(self, number: int) -> None:
        key, text = f"reply:{9_000_000 + number % self.SHELF}", f"Draft {in_letters(number)} of {self.who}."
        before, sequence = self.ledger.get(key, ("", ""))
        answer = json.loads(self.save(key, text, sequence) or "{}")
        if "newer" in answer and answer["newer"] != {"body": text}:  # else it was kept, and the answer did not arrive
            self.lost += 1
            self.failure = f"{key} holds {answer['newer']}; {before} was acknowledged, {text} was sent"
        if "sequence" in answer:
            self.saves += 1
            self.ledger[key] = (text, str(answer["sequence"]))

    def save(self, key: str, text: str, sequence: str) -> str:
        fields = {"csrfmiddlewaretoken": self.token, "key": key, "url": self.topic, "sequence": sequence}
        return self.ask_until_answered("/drafts/save/", fields | {"texts": json.dumps({"body": text})}, text)

    def name_of(self, page: Page) -> str:
        return page.text if page.status in (200, 409) else ""

    def missing(self) -> int:
        """Asks for each with a number that is not the newest, and is given what is kept."""
        kept = {key: json.loads(self.save(key, "", "0") or "{}").get("newer") for key in self.ledger}
        return sum(kept[key] != {"body": text} for key, (text, _) in self.ledger.items())


def what_came_with(page: Page, body: str) -> str:
    """In words: the status, when to come back, whom to ring, and the words that were sent."""
    whole = ["Retry-After"] if page.headers.get("retry-after") else []
    whole += ["number"] if 'href="tel:999"' in page.text else []
    whole += ["words"] if body in page.text else []
    return f"{page.status} with {', '.join(whole) or 'nothing'}"


def in_letters(number: int) -> str:
    """Reply 999 would be read as a call for help."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))
