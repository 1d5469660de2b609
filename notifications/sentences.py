"""What mail may say: one fixed sentence for each kind of line, without a title, a name or a word of a post."""

from collections.abc import Iterable

from notifications.models import Notification

About = Notification.About
ANYTHING = "There is something new for you."
OF = {
    About.REPLY: "There is a new reply in a topic that you watch.",
    About.OPENED: "There is a new topic where you watch.",
    About.ENDORSED: "A colleague endorsed an answer of yours.",
    About.DISAGREED: "A colleague disagrees with an answer of yours, and says why.",
    About.CALLED_UNSAFE: "A colleague asks you to look at an answer of yours again.",
    About.DECIDED: "A moderator decided about a post of yours.",
    About.RETURNED: "A moderator asks you to change a post of yours.",
    About.RELEASED: "A post of yours was published.",
    About.FLAG_DECIDED: "A moderator looked at what you reported.",
    About.REPORT_ASKED: "A moderator asks you something about what you reported.",
    About.REPORT_ANSWERED: "A colleague answered what you asked about a report.",
    About.HELPED: "A colleague says that an answer of yours helped.",
    About.SUPERSEDED: "A later answer replaces one of yours.",
    About.RETRACTED: "A source that you named was retracted.",
    About.SAME_DAY: "A colleague asks for an answer today, in an area of yours.",
    About.CLAIM_GRANTED: "Your claim was decided.",
    About.CLAIM_REFUSED: "Your claim was decided.",
    About.CLAIM_ASKED: "The reviewers ask you something about your claim.",
    About.LAPSES_SOON: "A credential of yours runs out soon.",
    About.STANDING_ENDED: "A credential of yours counts no more.",
    About.NOMINATED: "A colleague nominated you.",
    About.MENTIONED: "A colleague mentioned you.",
    About.NAMED: "A colleague mentioned you.",
    About.APPEAL_DECIDED: "Your appeal was answered.",
    About.MOVED: "Words of yours were moved to another topic.",
    About.BOOKMARK: "You asked to be reminded of a bookmark today.",
    About.SEARCH: "There is something new in a search that you saved.",
    About.EXPORT_READY: "A file that you asked for is ready.",
    About.EXPORT_FAILED: "A file that you asked for could not be made.",
    About.UPDATE_DUE: "You may want to add to a case study of yours.",
    About.UPDATED: "There is news of a case study that you watch.",
    About.COMMENT_ASKED: "A colleague asks for your commentary on a case study.",
    About.COMMENTED: "An expert commented on a case study that you watch.",
    About.COMMENT_DECLINED: "An expert cannot comment on a case study of yours.",
}


def each_once(lines: Iterable[Notification]) -> list[str]:
    """The sentences of these lines, in their order; what is told of twice is counted."""
    numbers: dict[str, int] = {}
    for line in lines:
        sentence = OF.get(About(line.about), ANYTHING)
        numbers[sentence] = numbers.get(sentence, 0) + 1
    return [sentence if number == 1 else f"{sentence} ({number} times)" for sentence, number in numbers.items()]


def counted(number: int, one: str, many: str) -> str:
    """1 reply, 4 replies."""
    return f"{number} {one if number == 1 else many}"
