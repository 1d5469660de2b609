"""What lies sealed in which rows, and under which label: the table from which all of it is sealed anew."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import BinaryField, Model

from deflection import vault
from deflection.models import Deflection, OwnNumbers
from forum.models import Bookmark, Draft
from members.models import Claim, Credential, Evidence
from members.models.claims import evidence_label
from members.models.credentials import number_label, number_mark
from members.sealing import sealed_anew
from members.second_factor import LABEL

LABELS: dict[type[Model], Callable[[Any], str]] = {
    Deflection: lambda row: vault.label(row.author_id),
    OwnNumbers: lambda row: vault.label(row.member_id),
    Draft: lambda row: vault.label(row.author_id),
    Bookmark: lambda row: vault.label(row.member_id),
    Claim: lambda row: number_label(row.member_id),
    Credential: lambda row: number_label(row.member_id),
    Evidence: lambda row: evidence_label(row.claim_id),
}
FACTOR_PARTS = ("secret", "seed", "migrated_codes", "hashes")


def rooms() -> Iterator[tuple[type[Model], str]]:
    """Each table with sealed bytes, and the column. Other models say their label themselves."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, BinaryField):
                yield model, field.attname


def renewed(row: Model, column: str) -> dict[str, Any]:
    """What to write so that it lies under the first key; nothing where it does. Raises Unreadable."""
    told = getattr(row, column)
    label = LABELS[type(row)](row) if type(row) in LABELS else row.label
    if not told or (anew := sealed_anew(bytes(told), label=label)) is None:
        return {}
    changed: dict[str, Any] = {column: anew}
    if isinstance(row, Claim) and row.number_mark:
        changed["number_mark"] = number_mark(row.register_slug, row.number())
    return changed


def renewed_factor(row: Authenticator) -> dict[str, Any]:
    """allauth keeps what was sealed as text, in JSON."""
    data = {name: factor_part(part) if name in FACTOR_PARTS else part for name, part in row.data.items()}
    return {} if data == row.data else {"data": data}


def factor_part(part: Any) -> Any:
    if isinstance(part, list):
        return [factor_part(one) for one in part]
    anew = sealed_anew(b64decode(part), label=LABEL)
    return part if anew is None else b64encode(anew).decode()
