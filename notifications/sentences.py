"""What mail may say: one fixed sentence for each kind of line, without a title, a name or a word of a post."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.models import Notification

About = Notification.About
ANYTHING = _("There is something new for you.")
OF = {
    About.REPLY: _("There is a new reply in a topic that you watch."),
    About.OPENED: _("There is a new topic where you watch."),
    About.ENDORSED: _("A colleague endorsed an answer of yours."),
    About.DISAGREED: _("A colleague disagrees with an answer of yours, and says why."),
    About.CALLED_UNSAFE: _("A colleague asks you to look at an answer of yours again."),
    About.DECIDED: _("A moderator decided about a post of yours."),
    About.RETURNED: _("A moderator asks you to change a post of yours."),
    About.RELEASED: _("A post of yours was published."),
    About.FLAG_DECIDED: _("A moderator looked at what you reported."),
    About.REPORT_ASKED: _("A moderator asks you something about what you reported."),
    About.REPORT_ANSWERED: _("A colleague answered what you asked about a report."),
    About.HELPED: _("A colleague says that an answer of yours helped."),
    About.SUPERSEDED: _("A later answer replaces one of yours."),
    About.RETRACTED: _("A source that you named was retracted."),
    About.SAME_DAY: _("A colleague asks for an answer today, in an area of yours."),
    About.CLAIM_GRANTED: _("Your claim was decided."),
    About.CLAIM_REFUSED: _("Your claim was decided."),
    About.CLAIM_ASKED: _("The reviewers ask you something about your claim."),
    About.LAPSES_SOON: _("A credential of yours runs out soon."),
    About.STANDING_ENDED: _("A credential of yours counts no more."),
    About.NOMINATED: _("A colleague nominated you."),
    About.MENTIONED: _("A colleague mentioned you."),
    About.NAMED: _("A colleague mentioned you."),
    About.APPEAL_DECIDED: _("Your appeal was answered."),
    About.MOVED: _("Words of yours were moved to another topic."),
    About.BOOKMARK: _("You asked to be reminded of a bookmark today."),
    About.SEARCH: _("There is something new in a search that you saved."),
    About.EXPORT_READY: _("A file that you asked for is ready."),
    About.EXPORT_FAILED: _("A file that you asked for could not be made."),
    About.UPDATE_DUE: _("You may want to add to a case study of yours."),
    About.UPDATED: _("There is news of a case study that you watch."),
    About.COMMENT_ASKED: _("A colleague asks for your commentary on a case study."),
    About.COMMENTED: _("An expert commented on a case study that you watch."),
    About.AGREEMENT_ASKED: _("A colleague asks whether they may tell a case of yours."),
    About.AGREEMENT_GIVEN: _("A colleague agrees that you tell a case study."),
    About.AGREEMENT_DECLINED: _("A colleague does not agree that you tell a case study."),
    About.LINES_DECIDED: _("A moderator looked at what you reported."),
    About.COMMENT_DECLINED: _("An expert cannot comment on a case study of yours."),
    About.HOOK_OFF: _("A webhook was switched off after a day of failures."),
}


def each_once(lines: Iterable[Notification]) -> list[str]:
    """The sentences of these lines, in their order; what is told of twice is counted."""
    numbers: dict[str, int] = {}
    for line in lines:
        sentence = OF.get(About(line.about), ANYTHING)
        numbers[sentence] = numbers.get(sentence, 0) + 1
    return [
        str(sentence)
        if number == 1
        else gettext("%(sentence)s (%(number)s times)") % {"sentence": sentence, "number": number}
        for sentence, number in numbers.items()
    ]
