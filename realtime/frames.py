"""What may travel on a stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string


@dataclass(frozen=True)
class Fragment:
    """A piece of HTML, the same for everybody, rendered once. `version` is the stream's count after this change."""

    stream: str
    template: str
    context: Mapping[str, Any]
    version: int
    element: str

    def payload(self) -> dict[str, Any]:
        html = render_to_string(self.template, dict(self.context))
        return {"kind": "fragment", "element": self.element, "version": self.version, "html": html}


@dataclass(frozen=True)
class Gone:
    """The element leaves every open page."""

    stream: str
    element: str
    version: int

    def payload(self) -> dict[str, Any]:
        return {"kind": "gone", "element": self.element, "version": self.version}


@dataclass(frozen=True)
class Bell:
    """Something of yours changed: ask again over HTTP, with your own rights. Carries no text that somebody wrote."""

    stream: str
    about: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        return {"kind": "bell", "about": self.about, **self.facts}


@dataclass(frozen=True)
class Banner:
    """Words for every open page of a stream, whatever it shows. Without a template the element leaves again."""

    stream: str
    element: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        html = render_to_string(self.template, dict(self.context)) if self.template else None
        return {"kind": "banner", "element": self.element, "html": html}


@dataclass(frozen=True)
class Recheck:
    """Rights may have changed: every socket on the stream asks again whether it may listen."""

    stream: str

    def payload(self) -> dict[str, Any]:
        return {"kind": "recheck"}


Frame = Fragment | Gone | Bell | Banner | Recheck
