"""Two doors that exist in the demo alone: one-click logins and the mail that would have been sent."""

import email
import email.policy
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from demo.people import LOGINS
from members.models import Member

NEWEST = 30


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the fictional people, by role."""
    if not settings.DEMO:
        raise Http404
    known = {entry.role: entry.email for entry in LOGINS}
    member = get_object_or_404(Member, email=known.get(request.POST.get("role", ""), ""))
    login(request, member, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


@require_GET
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The newest mails of the file backend."""
    if not settings.DEMO:
        raise Http404
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    return render(request, "demo/mail.html", {"messages_sent": [read_mail(path) for path in files[:NEWEST]]})


def read_mail(path: Path) -> dict[str, str]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return {
        "subject": str(message["subject"]),
        "to": str(message["to"]),
        "when": str(message["date"]),
        "body": body.get_content().rstrip("-\n") if body else "",
    }
