"""Work for the worker."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from forum.actions.bookmarks import remind_of_bookmarks
from forum.actions.discarding import forget_discarded, forget_untouched
from forum.actions.endorsements import recount_endorsed
from forum.actions.reminders import remind_of_updates
from forum.actions.rings import find_pairs
from forum.actions.saved import look_through
from forum.actions.telling import forget_old_tellings, tell_forgotten, tell_of
from forum.digest import useful_for
from notifications.leaving.actions.digests import send_digests


@db_periodic_task(crontab(hour="4", minute="17"))
def clear_old_drafts() -> None:
    """Each night: drafts nobody touched for half a year go, and those that were discarded a day ago."""
    forget_untouched(now=timezone.now())
    forget_discarded(now=timezone.now())


@db_periodic_task(crontab(minute="37"))
def drop_lapsed_endorsements() -> None:
    """Each hour: a topic whose endorsing expert's credential lapsed stops counting that endorsement."""
    recount_endorsed()


@db_periodic_task(crontab(hour="2", minute="53"))
def look_for_rings() -> None:
    """Each night: who endorsed each other above all in the last 30 days?"""
    find_pairs()


@db_periodic_task(crontab(minute="*/10", hour="7-20"))
def remind() -> None:
    """By day: bookmarks whose day has come."""
    remind_of_bookmarks()


@db_periodic_task(crontab(minute="13", hour="8-18"))
def ask_how_it_went_on() -> None:
    """By day, each hour: authors of case studies on day 14, 30 and 90."""
    remind_of_updates(now=timezone.now())


@db_periodic_task(crontab(minute="*/15"))
def write_digests() -> None:
    """Each quarter of an hour: whose 07:30 has come? The rows decide, so it may run late or twice."""
    send_digests(now=timezone.now(), ask=useful_for)


@db_task()
def tell_of_post(post_id: int) -> None:
    """After a reply: who hears of it."""
    tell_of(post_id=post_id)


@db_periodic_task(crontab(minute="*/5"))
def tell_what_was_forgotten() -> None:
    """Every five minutes: posts that nobody was told of, because the queue or a worker was lost."""
    tell_forgotten(now=timezone.now())


@db_periodic_task(crontab(minute="*/10"))
def look_through_searches() -> None:
    """Saved searches whose owners want to hear within minutes."""
    look_through("at_once")


@db_periodic_task(crontab(hour="7", minute="5"))
def look_through_searches_daily() -> None:
    """Before the day's digest: those of once a day."""
    look_through("daily")


@db_periodic_task(crontab(hour="4", minute="29"))
def forget_tellings() -> None:
    """Each night: how far posts of last month were told."""
    forget_old_tellings(now=timezone.now())
