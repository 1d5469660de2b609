"""Another key for what is sealed: the old one opens until all of it lies under the new one, and is then let go."""

from base64 import b64decode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command

from config.checks import several_keys_are_whole
from deflection.actions import keep_own_numbers
from forum.actions.drafts import save_draft
from forum.models import Draft
from members import sealing
from members.actions.lockout import note_failed_sign_in
from members.actions.sessions import begin_session
from members.devices import hashes
from members.models import Claim, FailedSignIns, KnownDevice
from members.models.credentials import number_label, number_mark
from privacy.actions import resealing
from privacy.sealed import LABELS, rooms

pytestmark = pytest.mark.django_db
OLD, NEW = "an-earlier-key-of-this-test-0123456789-abcdef", "the-newest-key-of-this-test-0123456789-abcdef"


def sealed_by(key: str, settings, data: bytes = b"Twice a day.", label: str = "a test") -> bytes:
    settings.VAULT_KEY = key
    return sealing.seal(data, label=label)


def test_the_first_key_seals_and_each_of_them_opens(settings):
    by_old, by_new = sealed_by(OLD, settings), sealed_by(f"{NEW}, {OLD}", settings)
    assert [sealing.unseal(one, label="a test") for one in (by_old, by_new)] == [b"Twice a day."] * 2
    settings.VAULT_KEY = NEW
    assert sealing.unseal(by_new, label="a test") == b"Twice a day."
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(by_old, label="a test")


def test_it_says_by_which_cipher_and_key_and_opens_what_does_not_say_it_yet(settings):
    sealed = sealed_by(OLD, settings)
    head = sealing.head_of(OLD)
    assert (head[:1], len(head), sealed.startswith(head)) == (sealing.AES_GCM, 5, True)
    settings.VAULT_KEY = f"{NEW},{OLD}"
    assert sealing.unseal(sealed[len(head) :], label="a test") == b"Twice a day."


def test_a_comma_in_a_key_of_old_parts_nothing(settings):
    settings.VAULT_KEY = "a key, which somebody typed before there could be several of them"
    assert (sealing.keys(), [check.id for check in several_keys_are_whole(None)]) == (
        (settings.VAULT_KEY,), ["debrief.W006"]
    )  # fmt: skip
    settings.VAULT_KEY = f"{NEW}, {OLD},"
    assert (sealing.keys(), several_keys_are_whole(None)) == ((NEW, OLD), [])


def test_every_sealed_column_says_its_label():
    """A new one stands in the table, or its model has a label of its own."""
    assert {column for _, column in rooms()} == {"sealed", "number_sealed"}
    assert [model.__name__ for model, _ in rooms() if model not in LABELS and not hasattr(model, "label")] == []


@pytest.fixture
def lying_there(settings, author) -> Draft:
    """A draft, numbers of one's own, a register number, an app and recovery codes, all under the old key."""
    settings.VAULT_KEY = OLD
    save_draft(author=author, key="reply:7", label="A reply", url="/", fields={"body": "In a bound book."}, sequence=1)
    keep_own_numbers(member=author, fields={"name": "Front desk", "number": "020 7946 0001"})
    Claim.objects.create(
        member=author, register_slug="nmc", number_sealed=sealing.seal(b"71A2998E", label=number_label(author.pk)),
        number_mark=number_mark("nmc", "71A2998E"), last_two="8E", wanted_tier=1,
    )  # fmt: skip
    TOTP.activate(author, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(author)
    return Draft.objects.get()


def test_all_of_it_is_sealed_anew_in_pages_and_the_old_key_can_go(lying_there, settings, author, monkeypatch, capsys):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    saved_at = lying_there.saved_at
    settings.VAULT_KEY = f"{NEW},{OLD}"
    monkeypatch.setattr(resealing, "PAGE", 1)
    call_command("reseal")
    assert capsys.readouterr().out.splitlines()[-1] == "5 sealed anew."

    settings.VAULT_KEY = NEW
    draft, claim = Draft.objects.get(), Claim.objects.get()
    assert (draft.fields_for(author.pk)["body"], draft.saved_at) == ("In a bound book.", saved_at)
    assert (claim.number(), claim.number_mark) == ("71A2998E", number_mark("nmc", "71A2998E"))
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes
    secret = Authenticator.objects.get(type="totp").data["secret"]
    assert b64decode(secret).startswith(sealing.head_of(NEW))
    call_command("reseal")
    assert capsys.readouterr().out == "0 sealed anew.\n"


def test_what_no_key_opens_stays_as_it_is_and_is_said(lying_there, settings, capsys):
    settings.VAULT_KEY = NEW
    before = bytes(lying_there.sealed)
    with pytest.raises(SystemExit, match="1"):
        call_command("reseal")
    assert (bytes(Draft.objects.get().sealed), capsys.readouterr().out.splitlines()[-1]) == (
        before, "5 could not be opened: keep the keys that there are until you know why."
    )  # fmt: skip


def test_wrong_passwords_are_counted_on_while_both_keys_are_there(settings, author):
    settings.VAULT_KEY = OLD
    note_failed_sign_in(email=author.email)
    settings.VAULT_KEY = f"{NEW},{OLD}"
    note_failed_sign_in(email=author.email)
    assert [row.number for row in FailedSignIns.objects.all()] == [2]


def test_a_browser_is_known_again_under_the_next_key(settings, author):
    settings.VAULT_KEY = OLD
    begin_session(member=author, key="one", marks=hashes("a mark"), device="Firefox", place="")
    begin_session(member=author, key="one", marks=hashes("another"), device="Firefox", place="")
    settings.VAULT_KEY = f"{NEW},{OLD}"
    assert begin_session(member=author, key="two", marks=hashes("a mark"), device="Firefox", place="") is False
    assert {row.mark for row in KnownDevice.objects.all()} == {hashes("a mark")[0], hashes("another")[1]}
