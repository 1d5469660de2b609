"""Deeds on rules about words: keep one, switch it, take many in."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from audit.models import Deed
from deflection.actions.readers import read_first
from deflection.models import WordRule
from deflection.words.drafted import Drafted
from deflection.words.matching import pattern_of
from members.models import Member
from members.permission import require

WHO = _("Rules about words hold for the whole forum: moderators of single sections do not change them.")


class Twice(ValueError):
    """The same words with the same deed stand in another rule."""


@transaction.atomic
def keep_rule(*, drafted: Drafted, by: Member, rule: WordRule | None = None) -> WordRule:
    """A new rule, or another wording of one. Raises Unreadable for words that fit everything, Twice for a copy."""
    require(by.moderates_all, WHO)
    read_first(drafted.note, by)
    pattern_of(drafted.words, drafted.match)
    same = WordRule.objects.filter(words=drafted.words, match=drafted.match, deed=drafted.deed)
    if same.exclude(pk=rule.pk if rule else None).exists():
        raise Twice(gettext("There is a rule already that does this with these words."))
    kept, is_new = rule or WordRule(created_by=by), rule is None
    for name, value in asdict(drafted).items():
        setattr(kept, name, list(value) if name == "places" else value)
    kept.save()
    record(Deed.WORD_RULE_CHANGED, by=by, about=kept, what="added" if is_new else "changed", does=kept.deed)
    return kept


@transaction.atomic
def switch_rule(*, rule: WordRule, by: Member, on: bool) -> bool:
    """Says whether anything changed."""
    require(by.moderates_all, WHO)
    changed = WordRule.objects.filter(pk=rule.pk).exclude(is_active=on).update(is_active=on)
    if changed:
        record(
            Deed.WORD_RULE_CHANGED,
            by=by,
            about=rule,
            what="switched on" if on else "switched off",
            does=rule.deed,
        )
    return bool(changed)


@transaction.atomic
def take_in(*, drafted: Sequence[Drafted], by: Member) -> int:
    """All of them or none. A rule for the same words and deed is changed, not doubled. Says how many."""
    for each in drafted:
        standing = WordRule.objects.filter(words=each.words, match=each.match, deed=each.deed).first()
        keep_rule(drafted=each, by=by, rule=standing)
    return len(drafted)
