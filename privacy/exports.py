"""The file of everything that is kept of one member, for that member alone: as data, and as a page to read."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from audit.models import Line
from deflection.vault import Unreadable, unseal
from members.models import Acceptance, Member
from moderation.chain import harmless
from privacy.datamap import MAP, Kept
from reports.kinds import Kind, Made, Progress, register
from reports.models import Export

OWN_DATA, ACCEPTANCES = "own_data", "acceptances"
KEPT_FOR = timedelta(hours=48)
SEALED = "sealed"


def may_ask(member: Member, about: dict[str, Any]) -> bool:
    return member.is_active


def title_of(about: dict[str, Any]) -> str:
    return gettext("Everything that is kept about you")


def untold(done: int) -> None:
    """For whoever does not wait."""


def everything_of(member: Member, progress: Progress = untold) -> dict[str, list[dict[str, Any]]]:
    """By heading, in the order of the data map."""
    handed_out = [kept for kept in MAP if kept.hands_out]
    found = {}
    for number, kept in enumerate(handed_out):
        found[kept.what] = rows_of(kept, member)
        progress(90 * number // len(handed_out))
    return found


def rows_of(kept: Kept, member: Member) -> list[dict[str, Any]]:
    """Read once: what is saved meanwhile is in the next file."""
    rows = apps.get_model(kept.model)._base_manager.filter(of(kept, member)).order_by("pk")
    return [opened(row, member) for row in rows.values(*kept.hands_out)]


def opened(row: dict[str, Any], member: Member) -> dict[str, Any]:
    """With the words themselves in place of what is sealed: this file is sealed for the same person."""
    told = {name: value for name, value in row.items() if name != SEALED}
    return told | {"words": unsealed(row[SEALED], member)} if SEALED in row else told


def of(kept: Kept, member: Member) -> Q:
    """In the audit log also what others did about them."""
    mine = Q(**{kept.whose: member.pk})
    if kept.model == Line._meta.label:
        return mine | Q(about_kind=Member._meta.label_lower, about_id=str(member.pk))
    return mine


def unsealed(sealed: bytes, member: Member) -> dict[str, str] | str | None:
    if not sealed:
        return None
    try:
        return unseal(bytes(sealed), owner_id=member.pk, reader_id=member.pk)
    except Unreadable:
        return gettext("This cannot be opened: it is damaged, or the key of the site was changed.")


def make(export: Export, progress: Progress) -> Made:
    found = everything_of(export.asked_by, progress)
    now = timezone.localtime()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bag:
        bag.writestr("data.json", json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        bag.writestr("data.html", render_to_string("privacy/data.html", {"found": as_cells(found), "made_at": now}))
    name = f"your-data-{now:%Y-%m-%d}.zip"
    note = gettext("It holds your drafts and stopped texts in clear words. Keep it where only you can open it.")
    return Made(name, "application/zip", packed.getvalue(), note)


def as_cells(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[list[tuple[str, Any]]]]:
    """For the page: what is empty is left out."""
    return {
        heading: [
            [(name.replace("__", " ").replace("_", " "), value) for name, value in row.items() if value] for row in rows
        ]
        for heading, rows in found.items()
    }


register(Kind(OWN_DATA, title_of, may_ask, make, kept_for=KEPT_FOR, asks_who=True))


def may_see_acceptances(member: Member, about: dict[str, Any]) -> bool:
    return member.is_active and member.is_superuser


def title_of_acceptances(about: dict[str, Any]) -> str:
    return gettext("Who accepted which version")


def make_acceptances(export: Export, progress: Progress) -> Made:
    """One line for each member, page and version, the oldest first."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["member", "name", "e-mail", "page", "version", "as", "at"])
    rows = Acceptance.objects.select_related("member").order_by("at", "pk")
    for row in rows.iterator(chunk_size=1000):
        said = [
            row.member_id,
            row.member.name,
            row.member.email,
            row.page,
            row.version,
            row.as_role,
            row.at.isoformat(),
        ]
        writer.writerow([harmless(str(cell)) for cell in said])
    return Made(f"accepted-{timezone.localdate():%Y-%m-%d}.csv", "text/csv; charset=utf-8", out.getvalue().encode())


register(Kind(ACCEPTANCES, title_of_acceptances, may_see_acceptances, make_acceptances))
