from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import migrations

from members.actions.recovery import hashed
from members.sealing import Unreadable


def hash_what_was_shown(apps, schema_editor):
    """Whoever has seen their codes keeps them; from now on nobody can read them here."""
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes").iterator():
        if not row.data.get("viewed_at") or "hashes" in row.data:
            continue
        try:
            codes = RecoveryCodes(row).get_unused_codes()
        except Unreadable:
            continue
        row.data = hashed(codes, row.data["viewed_at"])
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("members", "0010_evidence_is_scanned"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(hash_what_was_shown, migrations.RunPython.noop)]
