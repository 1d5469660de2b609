"""Erasing a member: the name goes everywhere, what was private is destroyed, what was decided stays by number alone."""

import logging
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from audit.actions import record
from audit.models import Deed
from deflection.models import CheckInChoice, Deflection, OwnNumbers
from forum.actions.departing import destroy_what_is_private, show_afresh, take_name_out, take_words_away
from members.actions.accounts import recheck_sockets
from members.countries import HOME
from members.models import Claim, Evidence, Member, Nomination, Profession
from members.signals import tell_standing_changed
from moderation.actions.profiles import forget_reported_lines
from notifications.models import Notification
from privacy import erased_list, rules
from privacy.models import Closing, Erased, Words

log = logging.getLogger(__name__)
NOBODY = "erased.invalid"  # an address that mail never reaches


def erase_due() -> int:
    """Each hour: whose week is over. One that fails is tried again, and keeps nobody else waiting. Says how many."""
    due = Closing.objects.open().filter(due_at__lte=timezone.now())
    return sum(erased(closing) for closing in due.order_by("due_at", "pk"))


def erased(closing: Closing) -> bool:
    try:
        return erase_if_still_wished(closing)
    except Exception as error:  # its words must not reach the log
        log.error("member %d could not be erased: %s", closing.member_id, type(error).__name__)
        return False


@transaction.atomic
def erase_if_still_wished(closing: Closing) -> bool:
    """Asked once nothing can change: while others were erased they may have come back, or taken on a role."""
    member = Member.objects.select_for_update().get(pk=closing.member_id)
    now_open = Closing.objects.open().select_for_update().filter(pk=closing.pk).first()
    if now_open is None or rules.must_wait(member) or not rules.may_close(member):
        return False
    return erase(member=member, words=Words(now_open.words))


def erase_again() -> int:
    """After a backup was put back: everybody on the list whom it brought back. Says how many."""
    found = 0
    for entry in erased_list.entries():
        member = Member.objects.filter(pk=entry.number).first()
        if member and entry.means(member) and not is_erased(member):
            found += erase(member=member, words=Words(entry.words))
    return found


def is_erased(member: Member) -> bool:
    return member.email == address_of(member)


def address_of(member: Member) -> str:
    return f"member-{member.pk}@{NOBODY}"


@transaction.atomic
def erase(*, member: Member, words: Words) -> bool:
    """All of it or nothing. Says whether there was somebody to erase. The number stays: the chain and decisions
    hold together by it."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    if is_erased(member):
        return False
    entry = erased_list.Entry(member.pk, erased_list.joined_of(member), words.value)
    if words == Words.GO:
        take_words_away(member=member)
    take_name_out(member=member, put=gettext("a former member"))
    destroy_what_is_private(member=member)
    forget_reported_lines(member=member)
    end_credentials(member)
    forget_what_was_told_about(member)
    forget_account(member)
    show_afresh(member=member)
    Closing.objects.open().filter(member=member).update(done_at=timezone.now())
    if not Erased.objects.filter(pk=member.pk).exists():
        Erased(number=entry.number, joined=entry.joined, words=entry.words).save(force_insert=True)
    recheck_sockets(member=member)
    record(Deed.ACCOUNT_ERASED, by=None, about=member, words=words.value)
    erased_list.add(entry)
    return True


def end_credentials(member: Member) -> None:
    """They count no more; that there was one, and of which register, stays beside what was endorsed under it."""
    now = timezone.now()
    if member.credentials.current().exists():
        transaction.on_commit(partial(tell_standing_changed, member.pk, now))
    member.credentials.filter(revoked_at=None).update(revoked_at=now)
    member.credentials.update(
        number_sealed=None, last_two="", name_on_register="", conditions="", evidence_sha256=[], ended_told_at=now
    )
    Evidence.objects.filter(claim__member=member).update(sealed=None, emptied_at=now)
    open_claims = Claim.objects.open().filter(member=member)
    open_claims.update(status=Claim.State.WITHDRAWN, decided_at=now)
    member.claims.update(number_sealed=b"", last_two="", name_on_register="", note="", reason="")
    if not member.measures.holding(now).exists():  # whoever is suspended does not come back under the same number
        member.claims.update(number_mark="")
    Nomination.objects.filter(member=member).update(reason="", withdrawn_at=now)
    Nomination.objects.filter(by=member).update(reason="", withdrawn_at=now)


def forget_what_was_told_about(member: Member) -> None:
    """Lines of their own bell; and their name in the bells of others, in stopped texts and in the administration."""
    name = str(Member._meta.verbose_name)
    lines_with_their_name(member).update(actor=gettext("Former member"))
    Deflection.objects.filter(author=member).update(sealed=b"", declaration=None, check_ins_since=None)
    for model in (OwnNumbers, CheckInChoice, Notification):
        model._default_manager.filter(member=member).delete()
    of_member = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Member), object_id=member.pk)
    of_member.update(object_repr=f"{name} {member.pk}", change_message="")


def lines_with_their_name(member: Member) -> QuerySet[Notification]:
    """By number; those from before lines knew one, by name, unless a colleague has the same."""
    theirs = Q(actor_number=member.pk)
    if not Member.objects.filter(name=member.name).exclude(pk=member.pk).exists():
        theirs |= Q(actor_number=None, actor=member.name)
    return Notification.objects.filter(theirs)


def forget_account(member: Member) -> None:
    """Nobody signs in with it, nothing reaches it, and the row says nothing but its number and when it began."""
    for related in ("sessions", "known_devices", "tokens", "devices", "exports"):
        getattr(member, related).all().delete()
    for related in ("preference", "mailbox", "digest", "first_steps"):
        member._meta.get_field(related).related_model._default_manager.filter(member=member).delete()
    EmailAddress.objects.filter(user=member).delete()
    Authenticator.objects.filter(user=member).delete()
    member.groups.clear()
    member.user_permissions.clear()
    member.name, member.email, member.profession = gettext("Former member"), address_of(member), Profession.OTHER
    member.country, member.workplaces, member.moderated_sections, member.restrictions = HOME, [], [], []
    member.is_active = member.is_staff = member.is_superuser = member.is_moderator = False
    member.read_only_since = member.off_duty_until = member.last_login = None
    member.set_unusable_password()
    member.save()
