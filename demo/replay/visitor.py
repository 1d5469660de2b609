"""A visitor with a socket of their own: connection, cookies, forms; no test client anywhere."""

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

TIMEOUT = 60
TRIES = 3


class Unanswered(ConnectionError):
    """The server gave no answer, also not when asked again."""


@dataclass(frozen=True)
class Page:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden inputs of the page, by name: the token and the client id that its form would send."""
        reader = HiddenInputs()
        reader.feed(self.text)
        return reader.found


class HiddenInputs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "input" and facts.get("type") == "hidden" and facts.get("name"):
            self.found[str(facts["name"])] = facts.get("value") or ""


@dataclass
class Visitor:
    """One browser without a screen. Redirects are answers like others: the caller looks at them."""

    url: str
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    wire: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Page:
        return self.ask("GET", path, None)

    def send(self, path: str, fields: dict[str, str]) -> Page:
        return self.ask("POST", path, urlencode(fields).encode())

    def send_once(self, path: str, fields: dict[str, str]) -> Page:
        """For a caller who repeats by itself: raises what the connection raised."""
        return self.ask_once("POST", path, urlencode(fields).encode())

    def ask(self, method: str, path: str, body: bytes | None) -> Page:
        """Ask up to three times: every form carries a client id, so that a repeat changes nothing."""
        for attempt in range(1, TRIES + 1):
            try:
                return self.ask_once(method, path, body)
            except (http.client.HTTPException, OSError) as error:
                self.hang_up()
                if attempt == TRIES:
                    raise Unanswered(f"{method} {path}: {type(error).__name__}") from error
        raise AssertionError("unreachable")

    def ask_once(self, method: str, path: str, body: bytes | None) -> Page:
        self.wire = self.wire or self.connect()
        self.wire.request(method, path, body, self.headers(path, body))
        answer = self.wire.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(line)
        return Page(answer.status, {name.lower(): value for name, value in answer.headers.items()}, text)

    def connect(self) -> http.client.HTTPConnection:
        place = urlsplit(self.url)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        return kind(place.hostname or "", place.port, timeout=TIMEOUT)

    def headers(self, path: str, body: bytes | None) -> dict[str, str]:
        jar = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items() if morsel.value)
        sent = {"Cookie": jar, "Referer": self.url + path, "Accept": "text/html"}
        if body is not None:
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url}
        return sent

    def hang_up(self) -> None:
        if self.wire:
            self.wire.close()
        self.wire = None
