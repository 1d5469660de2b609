"""Passwords that are long and all the same among the first to be tried."""

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from members.commonplace import is_commonplace
from members.passwords import ALONE, NotCommonplace

# Of 15 characters and more, as people make them who were told to use that many.
LONG_ONES = """
iloveyouforever passwordpassword qwertyuiopasdfghjkl 1q2w3e4r5t6y7u8i9o0p iloveyousomuch123 letmeinletmein1
abcdefghijklmnop manchesterunited metallicametallica lovelovelovelove 123456789123456789 monkeydragon2019
p@ssw0rdp@ssw0rd P@ssw0rd12345678 Summer2024Summer Winter2023!Winter administrator123 qazwsxedcrfvtgby
!QAZ2wsx#EDC4rfv 111111111111111 password!password! trustno1trustno1 abc123abc123abc123 1234qwerasdfzxcv
""".split()
KINDS = 6


def made_of(one: str, two: str, three: str) -> list[str]:
    """The usual ways to reach a length, of each kind one."""
    return [
        one * (ALONE // len(one) + 1),
        (one + two + three).ljust(ALONE, "1"),
        f"{one.title()}.{two.title()}.{three.title()}",
        f"{two}{three}2024".ljust(ALONE, "!"),
        f"i love {one} and {two} 1987",
        one.replace("o", "0").replace("a", "@") * (ALONE // len(one) + 1) + "1",
    ]


def test_three_thousand_that_reach_the_length_in_the_usual_ways_are_refused():
    listed = CommonPasswordValidator().passwords
    words = sorted(word for word in listed if 5 <= len(word) <= 7 and word.isascii() and word.isalpha())
    made = [made_of(*words[place : place + 3])[place % KINDS] for place in range(3_000)]
    short = [password for password in made if len(password) < ALONE]
    assert (len(set(made)), short, [one for one in made if not is_commonplace(one)]) == (3_000, [], [])


@pytest.mark.parametrize("password", LONG_ONES)
def test_so_are_long_ones_as_people_make_them(password):
    with pytest.raises(ValidationError, match="put together from words that many people use"):
        NotCommonplace().validate(password)


@pytest.mark.parametrize(
    "password",
    [
        "violet harbour lamp", "plum otter kettle sofa", "correct horse battery staple", "kqzvwhmxjrptnbd",
        "Wir gehen Freitag schwimmen", "ladder8 porridge/umbrella", "é" * 7 + "ßöäü verglast",
    ],
)  # fmt: skip
def test_whatever_else_is_taken_without_a_rule_of_how_it_looks(password):
    assert validate_password(password) is None


def test_the_longest_password_is_read_in_a_moment():
    """Each place is come to in few ways, so that nobody can keep the server busy with one."""
    assert [is_commonplace("lovesexgod" * 12 + end) for end in ("", "çğ")] == [True, False]
