"""The vault: sealed for its author, and for nobody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from deflection import vault
from deflection.actions import close_deflection, discard_sealed, empty_expired
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.tasks import empty_vaults
from forum.models import Draft, Post
from members import sealing
from tests.conftest import EMERGENCY

FIELDS = {"title": "A title", "body": "Some words, é and 😟"}


def test_what_is_sealed_opens_for_its_owner_alone():
    sealed = vault.seal(FIELDS, owner_id=1)
    assert vault.unseal(sealed, owner_id=1, reader_id=1) == FIELDS
    with pytest.raises(vault.NotYours):
        vault.unseal(sealed, owner_id=1, reader_id=2)


def test_the_key_is_the_members_own():
    sealed = vault.seal(FIELDS, owner_id=1)
    with pytest.raises(vault.Unreadable):
        vault.unseal(sealed, owner_id=2, reader_id=2)


def test_the_same_words_are_sealed_differently_each_time():
    assert len({vault.seal(FIELDS, owner_id=1) for _ in range(50)}) == 50


@pytest.mark.parametrize("at", [0, 5, 11, 12, 30, -16, -1])
def test_a_changed_byte_is_noticed(at):
    sealed = bytearray(vault.seal(FIELDS, owner_id=1))
    sealed[at] ^= 1
    with pytest.raises(vault.Unreadable):
        vault.unseal(bytes(sealed), owner_id=1, reader_id=1)


@pytest.mark.parametrize("sealed", [b"", b"x", b"x" * 11, b"x" * 28, sealing.NONCE_BYTES * b"x"])
def test_what_was_never_sealed_is_unreadable(sealed):
    with pytest.raises(vault.Unreadable):
        vault.unseal(sealed, owner_id=1, reader_id=1)


def test_another_vault_key_opens_nothing(settings):
    sealed = vault.seal(FIELDS, owner_id=1)
    settings.VAULT_KEY = "another key that is long enough to be one, truly"
    with pytest.raises(vault.Unreadable, match="damaged, or the vault's key was changed"):
        vault.unseal(sealed, owner_id=1, reader_id=1)


@pytest.fixture
def deflection(author) -> Deflection:
    stopped = screen(Writing(title="", body=EMERGENCY, place="discussion", fields={"form": "topic:x"}), author=author)
    assert isinstance(stopped, Deflection)
    return stopped


def pages(browser, deflection: Deflection) -> list[int]:
    return [browser.get(f"/{place}/{deflection.pk}/").status_code for place in ("vault", "deflections")]


def test_its_author_opens_it_and_nobody_else(as_, client, author, reader, moderator, administrator, deflection):
    assert pages(as_(author), deflection) == [200, 200]
    assert EMERGENCY in as_(author).get(f"/vault/{deflection.pk}/").content.decode()
    for other in (reader, moderator, administrator):
        assert pages(as_(other), deflection) == [404, 404]
        assert list(as_(other).get("/vault/").context["entries"]) == []
        assert as_(other).post(f"/vault/{deflection.pk}/discard/").status_code == 404
    assert pages(client, deflection) == [302, 302]
    assert list(as_(author).get("/vault/").context["entries"]) == [deflection]


def test_the_row_holds_no_word_of_it(deflection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM deflection_deflection")
        (row,) = cursor.fetchall()
    everything = b"|".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row)
    assert [word for word in ("white", "spreading", "anyone") if word.encode() in everything] == []


@pytest.mark.parametrize("sealed", [b"damaged", b""])
def test_the_number_is_shown_even_if_the_words_are_lost(as_, author, deflection, sealed):
    Deflection.objects.update(sealed=sealed)
    page = as_(author).get(f"/deflections/{deflection.pk}/")
    assert (page.status_code, page.context["quotes"], "tel:999" in page.content.decode()) == (200, [], True)


def test_a_damaged_entry_is_a_sentence(as_, author, deflection):
    Deflection.objects.update(sealed=b"damaged")
    page = as_(author).get(f"/vault/{deflection.pk}/")
    assert (page.status_code, "cannot be opened" in page.content.decode()) == (409, True)
    assert as_(author).post(f"/vault/{deflection.pk}/continue/")["Location"] == "/vault/"
    assert as_(author).post(f"/deflections/{deflection.pk}/appeal/", {"why": "over"})["Location"] == "/vault/"
    assert (Draft.objects.count(), Post.objects.count()) == (0, 0)


def test_its_author_discards_it_and_the_record_stays(as_, author, deflection):
    page = as_(author).post(f"/vault/{deflection.pk}/discard/")
    assert (page.status_code, page["Location"]) == (302, "/vault/")
    deflection.refresh_from_db()
    assert (bytes(deflection.sealed), pages(as_(author), deflection)) == (b"", [404, 200])
    assert discard_sealed(deflection=deflection, author=author) is False


def test_nobody_else_discards_it(author, moderator, deflection):
    with pytest.raises(PermissionDenied):
        discard_sealed(deflection=deflection, author=moderator)


@pytest.mark.parametrize(("hours", "emptied"), [(-1, 1), (1, 0)])
def test_the_vault_is_emptied_after_its_day(as_, author, deflection, hours, emptied):
    Deflection.objects.update(expires_at=timezone.now() + timedelta(hours=hours))
    assert pages(as_(author), deflection)[0] == (404 if emptied else 200)
    assert (empty_expired(), empty_expired()) == (emptied, 0)
    deflection.refresh_from_db()
    assert (bytes(deflection.sealed) == b"", Deflection.objects.count()) == (bool(emptied), 1)


def test_the_worker_empties_it_each_hour(deflection):
    Deflection.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    empty_vaults.call_local()
    assert bytes(Deflection.objects.get().sealed) == b""


def test_it_is_kept_for_thirty_days(deflection):
    assert round((deflection.expires_at - deflection.created_at) / timedelta(days=1), 3) == 30


def test_a_moderator_closes_it_once_and_its_author_never(author, moderator, second_moderator, deflection):
    author.is_moderator = True
    with pytest.raises(PermissionDenied):
        close_deflection(deflection=deflection, moderator=author)
    assert [close_deflection(deflection=deflection, moderator=who) for who in (moderator, second_moderator)] == [
        True,
        False,
    ]
