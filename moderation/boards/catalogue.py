"""Every plot there is, in the order of the page."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from moderation.again import READ_AGAIN_BELOW
from moderation.boards import people, stopped, work
from moderation.boards.counting import hours_in_words, hours_short
from moderation.boards.drawing import lines, lying, standing
from moderation.boards.plots import Board

if TYPE_CHECKING:
    from members.models import Member

WHEN = _("When")


def two_places(number: float) -> str:
    return f"{number:.2f}"


GROUPS = {
    _("The queue"): (
        Board(
            "queue-age",
            _("What waits now, and how much of its time is gone"),
            _("Each gravity has its own time."),
            _("How grave"),
            work.queue_age,
            lying,
            _("Nothing waits."),
            link="moderation-queue",
            link_words=_("Open the queue"),
            has_period=False,
        ),
        Board(
            "first-decision",
            _("How soon it was decided"),
            _("Posts, stopped texts and claims, counted from the audit log."),
            WHEN,
            work.first_decision,
            standing,
            _("Nothing was decided in this time."),
            link="transparency-show",
            link_words=_("Figures of the month"),
            for_all=True,
        ),
        Board(
            "calls",
            _("How soon somebody on duty had it"),
            _("Every call to those on duty."),
            WHEN,
            work.calls,
            standing,
            _("Nobody was called in this time."),
            link="alert-list",
            link_words=_("Every call"),
        ),
        Board(
            "agreement",
            _("Do we read our rules the same way?"),
            _(
                "One decision in twenty is judged again by somebody who does not know how it went: 1 is always, 0 is "
                "no better than chance. Below the dashed line we read the rules again together."
            ),
            WHEN,
            work.agreement,
            lines,
            _("Nothing was judged again in this time."),
            two_places,
            mark=READ_AGAIN_BELOW,
            top=1,
            link="again-list",
            link_words=_("Second looks"),
            for_all=True,
        ),
        Board(
            "appeals",
            _("Appeals, and how they ended"),
            _("By when they were written."),
            WHEN,
            work.appeals,
            standing,
            _("Nobody appealed in this time."),
            link="appeal-list",
            link_words=_("Appeals"),
            of_people=True,
            for_all=True,
        ),
    ),
    _("Stopped texts"): (
        Board(
            "stopped",
            _("Stopped texts, by the number that was shown"),
            _("Texts about somebody’s own safety are left out."),
            WHEN,
            stopped.by_route,
            standing,
            _("No text was stopped in this time."),
            of_people=True,
        ),
        Board(
            "became",
            _("What became of them"),
            _("The furthest that each came; calling is their author’s own word."),
            _("Shown"),
            stopped.became,
            lying,
            _("No text was stopped in this time."),
            link="moderation-funnel",
            link_words=_("Step by step"),
            of_people=True,
        ),
        Board(
            "live-reports",
            _("Published posts that were reported as happening now"),
            _("What was live passed the gate."),
            WHEN,
            stopped.live_reports,
            standing,
            _("Nothing was reported as live in this time."),
            link="live-list",
            link_words=_("Reported as happening now"),
            of_people=True,
        ),
    ),
    _("People and answers"): (
        Board(
            "verification",
            _("How long it takes to be verified"),
            _("Claims by the time of their decision."),
            WHEN,
            people.verification,
            lines,
            _("No claim was decided in this time."),
            hours_in_words,
            hours_short,
            link="claim-list",
            link_words=_("Claims that wait"),
            of_people=True,
            for_all=True,
        ),
        Board(
            "running-out",
            _("Credentials that run out"),
            _("In the weeks or months to come."),
            WHEN,
            people.running_out,
            standing,
            _("No credential runs out in this time."),
            link="claim-list",
            link_words=_("To look up again"),
            link_query="?due=1",
            of_people=True,
            for_all=True,
        ),
        Board(
            "replies",
            _("Answers and replies"),
            _("What stands published, by section."),
            WHEN,
            people.replies,
            standing,
            _("Nobody replied in this time."),
        ),
        Board(
            "first-answers",
            _("Until a verified colleague answered"),
            _("By the time of the question."),
            WHEN,
            people.first_answers,
            lines,
            _("No question was answered by a verified colleague in this time."),
            hours_in_words,
            hours_short,
            link="section-show",
            link_words=_("Questions"),
            link_to=("questions",),
        ),
    ),
}


def boards_for(member: "Member") -> dict[str, list[Board]]:
    return {
        name: [board for board in boards if member.moderates_all or not board.for_all]
        for name, boards in GROUPS.items()
    }


def board_named(slug: str, member: "Member") -> Board | None:
    every = [board for boards in boards_for(member).values() for board in boards]
    return next((board for board in every if board.slug == slug), None)
