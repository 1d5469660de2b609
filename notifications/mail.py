"""The one room that sends mail of our own: fixed sentences and links, as plain text and simple HTML; nothing else."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Member
from notifications import stopping


@dataclass(frozen=True)
class Letter:
    """What one mail says. `stops` are the kinds that one click on its "stop" ends; a call to duty has none."""

    subject: str
    sentences: tuple[str, ...]
    path: str
    link: str = _("Open it on Debrief")
    stops: tuple[str, ...] = ()


def address(path: str) -> str:
    """A full address of this site; the bare path where the site does not know its own."""
    return settings.ORIGINS[0] + path if settings.ORIGINS else path


def may_reach(member: Member) -> bool:
    """Whether mail that nobody asked for just now may go to them. No query after select_related("mailbox")."""
    mailbox = getattr(member, "mailbox", None)
    return mailbox is None or mailbox.stopped_at is None


def send(letter: Letter, *, to: Member, by: BaseEmailBackend | None = None) -> None:
    """Raises what the mail server raises; the caller tries again."""
    compose(letter, to=to, by=by).send()


def compose(letter: Letter, *, to: Member, by: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    stop = address(reverse("mail-stop", args=[stopping.token(to, letter.stops)])) if letter.stops else ""
    context = {
        "letter": letter, "site": settings.SITE_NAME, "open_url": address(letter.path), "stop_url": stop,
        "settings_url": address(reverse("preferences-edit")),
    }  # fmt: skip
    headers = {"Auto-Submitted": "auto-generated"}
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    text, page = (render_to_string(f"mail/letter.{kind}", context) for kind in ("txt", "html"))
    subject = f"{settings.SITE_NAME}: {letter.subject}"
    message = EmailMultiAlternatives(subject, text, None, [to.email], headers=headers, connection=by)
    message.attach_alternative(page, "text/html")
    return message
