"""Every plot there is, in the order of the page."""

from typing import TYPE_CHECKING

from moderation.again import READ_AGAIN_BELOW
from moderation.boards import people, stopped, work
from moderation.boards.counting import hours_in_words, hours_short
from moderation.boards.drawing import lines, lying, standing
from moderation.boards.plots import Board

if TYPE_CHECKING:
    from members.models import Member

WHEN = "When"


def two_places(number: float) -> str:
    return f"{number:.2f}"


GROUPS = {
    "The queue": (
        Board(
            "queue-age", "What waits now, and how much of its time is gone", "Each gravity has its own time.",
            "How grave", work.queue_age, lying, "Nothing waits.", link="moderation-queue", link_words="Open the queue",
            has_period=False,
        ),
        Board(
            "first-decision", "How soon it was decided", "Posts, stopped texts and claims, counted from the audit log.",
            WHEN, work.first_decision, standing, "Nothing was decided in this time.",
            link="transparency-show", link_words="Figures of the month", for_all=True,
        ),
        Board(
            "calls", "How soon somebody on duty had it", "Every call to those on duty.", WHEN, work.calls, standing,
            "Nobody was called in this time.", link="alert-list", link_words="Every call",
        ),
        Board(
            "agreement", "Do we read our rules the same way?",
            "One decision in twenty is judged again by somebody who does not know how it went: 1 is always, 0 is no "
            "better than chance. Below the dashed line we read the rules again together.",
            WHEN, work.agreement, lines, "Nothing was judged again in this time.", two_places,
            mark=READ_AGAIN_BELOW, top=1, link="again-list", link_words="Second looks", for_all=True,
        ),
        Board(
            "appeals", "Appeals, and how they ended", "By when they were written.", WHEN, work.appeals, standing,
            "Nobody appealed in this time.", link="appeal-list", link_words="Appeals", of_people=True, for_all=True,
        ),
    ),
    "Stopped texts": (
        Board(
            "stopped", "Stopped texts, by the number that was shown", "Texts about somebody’s own safety are left out.",
            WHEN, stopped.by_route, standing, "No text was stopped in this time.", of_people=True,
        ),
        Board(
            "became", "What became of them", "The furthest that each came; calling is their author’s own word.",
            "Shown", stopped.became, lying, "No text was stopped in this time.",
            link="moderation-funnel", link_words="Step by step", of_people=True,
        ),
        Board(
            "live-reports", "Published posts that were reported as happening now", "What was live passed the gate.",
            WHEN, stopped.live_reports, standing, "Nothing was reported as live in this time.",
            link="live-list", link_words="Reported as happening now", of_people=True,
        ),
    ),
    "People and answers": (
        Board(
            "verification", "How long it takes to be verified", "Claims by the time of their decision.", WHEN,
            people.verification, lines, "No claim was decided in this time.", hours_in_words, hours_short,
            link="claim-list", link_words="Claims that wait", of_people=True, for_all=True,
        ),
        Board(
            "running-out", "Credentials that run out", "In the weeks or months to come.", WHEN, people.running_out,
            standing, "No credential runs out in this time.", link="claim-list", link_words="To look up again",
            link_query="?due=1", of_people=True, for_all=True,
        ),
        Board(
            "replies", "Answers and replies", "What stands published, by section.", WHEN, people.replies, standing,
            "Nobody replied in this time.",
        ),
        Board(
            "first-answers", "Until a verified colleague answered", "By the time of the question.", WHEN,
            people.first_answers, lines, "No question was answered by a verified colleague in this time.",
            hours_in_words, hours_short, link="section-show", link_words="Questions", link_to=("questions",),
        ),
    ),
}  # fmt: skip


def boards_for(member: "Member") -> dict[str, list[Board]]:
    return {
        name: [board for board in boards if member.moderates_all or not board.for_all]
        for name, boards in GROUPS.items()
    }


def board_named(slug: str, member: "Member") -> Board | None:
    every = [board for boards in boards_for(member).values() for board in boards]
    return next((board for board in every if board.slug == slug), None)
