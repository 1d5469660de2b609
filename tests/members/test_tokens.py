"""Access tokens: made once, kept as a mark, fewer than eleven, and gone with the other sessions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.actions.sessions import end_sessions_but
from members.actions.tokens import NotLikeThis, forget_expired, make_token, mark_of, note_use, revoke_token
from members.models import Member, Token

pytestmark = pytest.mark.django_db


def a_token(member: Member, name: str = "Rota of the clinic", **changed: object) -> tuple[Token, str]:
    given = {"scopes": ["read"], "section": "", "days": 90} | changed
    return make_token(member=member, name=name, **given)


def test_only_a_mark_of_it_is_kept(author):
    row, token = a_token(author)
    kept = Token.objects.values().get()
    assert (token[:8], len(token), kept["mark"]) == ("debrief_", 51, mark_of(token))
    assert token not in str(kept)
    assert (row.expires_at - row.created_at, row.last_used_on) == (timedelta(days=90), None)


def test_it_lives_half_a_year_at_most(author):
    row, _ = a_token(author, days=900)
    assert row.expires_at - row.created_at == timedelta(days=180)


def test_there_are_ten_and_each_has_its_own_name(author):
    a_token(author, "One")
    with pytest.raises(NotLikeThis, match="of this name"):
        a_token(author, "One")
    for number in range(2, 11):
        a_token(author, f"Number {number}")
    with pytest.raises(NotLikeThis, match="You have 10 tokens"):
        a_token(author, "Eleven")


def test_the_day_of_its_last_use_is_noted_once(author, django_assert_num_queries):
    row, _ = a_token(author)
    note_use(token=row)
    row.refresh_from_db()
    with django_assert_num_queries(0):
        note_use(token=row)
    assert row.last_used_on == timezone.localdate()


def test_it_goes_when_revoked_when_others_are_signed_out_and_a_month_after_its_end(author, reader):
    first, second = a_token(author, "First")[0], a_token(author, "Second")[0]
    other, _ = a_token(reader)
    revoke_token(member=author, token=first)
    assert list(author.tokens.all()) == [second]
    end_sessions_but(member=author, key="")
    assert list(Token.objects.all()) == [other]

    long_ago = timezone.now() - timedelta(days=121)
    Token.objects.update(created_at=long_ago, expires_at=long_ago + timedelta(days=90))
    assert (forget_expired(), Token.objects.count()) == (1, 0)
