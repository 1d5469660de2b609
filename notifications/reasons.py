"""Why somebody is told: one sentence for each kind of line, and the page where they change it."""

from dataclasses import dataclass

from notifications.models import GROUP_OF, Group, Notification

About = Notification.About


@dataclass(frozen=True)
class Why:
    words: str
    page: str = "preferences-edit"
    opens: str = "How you are told"


WATCHED = Why("You wrote there, opened it, or watch it, its section or its area.", "watch-list", "What you watch")
OF_GROUP = {
    Group.REPLIES: WATCHED,
    Group.MENTIONS: Why("A colleague named you."),
    Group.YOURS: Why("It is about something of yours: a post, an answer, a report, a claim or an appeal."),
    Group.QUESTIONS: Why("You were accepted as an expert for its area."),
    Group.DUTY: Why("You answer for the queue, and were on call.", "break-show", "I need a break"),
}
OF = {
    About.SEARCH: Why("You saved this search, and asked to be told.", "search-saved", "Your saved searches"),
    About.BOOKMARK: Why("You asked to be reminded on this day.", "bookmark-list", "Your bookmarks"),
    About.INVITED: Why("A text of yours was stopped because it read as happening now.", "vault-list", "Your vault"),
    About.CHECK_IN: Why("You asked to be asked afterwards.", "settings-edit", "Your country and numbers"),
    About.MAIL_STOPPED: Why("Mail to your address came back.", "mailbox-show", "Mail to you"),
}


def why(line: Notification) -> Why:
    about = About(line.about)
    return OF.get(about) or OF_GROUP[GROUP_OF[about]]
