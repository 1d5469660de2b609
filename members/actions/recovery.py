"""Recovery codes: shown once, then kept as slow hashes, sealed; each opens once."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from members.models import Member
from members.sealing import seal, unseal
from members.second_factor import LABEL, kept_hashes

EMPTY = {"migrated_codes": []}  # allauth finds no code of its own in such a row


def keep_hashes_of(*, row: Authenticator, codes: list[str]) -> None:
    """They were shown to their owner: from now on nobody can show them again, nor make them from what is kept."""
    row.data = hashed(codes, row.data.get("viewed_at"))
    Authenticator.objects.filter(pk=row.pk).update(data=row.data)


def hashed(codes: list[str], viewed_at: float | None) -> dict[str, Any]:
    hashes = [b64encode(seal(make_password(code).encode(), label=LABEL)).decode() for code in codes]
    return EMPTY | {"hashes": hashes, "viewed_at": viewed_at}


@transaction.atomic
def use_recovery_code(*, member: Member, code: str) -> Authenticator | None:
    """The row that it belonged to, without it; None where it is no code of theirs. Each costs a slow comparison."""
    rows = Authenticator.objects.select_for_update()
    row = rows.filter(user_id=member.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    for sealed in kept_hashes(row) if row else ():
        if check_password(code, unseal(b64decode(sealed), label=LABEL).decode()):
            row.data["hashes"] = [other for other in kept_hashes(row) if other != sealed]
            row.save(update_fields=["data"])
            return row
    return None
