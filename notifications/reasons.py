"""Why somebody is told: one sentence for each kind of line, and the page where they change it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from notifications.models import GROUP_OF, Group, Notification

About = Notification.About


@dataclass(frozen=True)
class Why:
    words: str
    page: str = "preferences-edit"
    opens: str = _("How you are told")


WATCHED = Why(_("You wrote there, opened it, or watch it, its section or its area."), "watch-list", _("What you watch"))
OF_GROUP = {
    Group.REPLIES: WATCHED,
    Group.MENTIONS: Why(_("A colleague named you.")),
    Group.YOURS: Why(_("It is about something of yours: a post, an answer, a report, a claim or an appeal.")),
    Group.QUESTIONS: Why(_("You were accepted as an expert for its area.")),
    Group.DUTY: Why(_("You answer for the queue, and were on call."), "break-show", _("I need a break")),
}
OF = {
    About.SEARCH: Why(_("You saved this search, and asked to be told."), "search-saved", _("Your saved searches")),
    About.BOOKMARK: Why(_("You asked to be reminded on this day."), "bookmark-list", _("Your bookmarks")),
    About.INVITED: Why(
        _("A text of yours was stopped because it read as happening now."), "vault-list", _("Your vault")
    ),
    About.CHECK_IN: Why(_("You asked to be asked afterwards."), "settings-edit", _("Your country and numbers")),
    About.HOOK_OFF: Why(_("You are an administrator of this site."), "webhook-list", _("Webhooks")),
    About.MAIL_STOPPED: Why(_("Mail to your address came back."), "mailbox-show", _("Mail to you")),
}


def why(line: Notification) -> Why:
    about = About(line.about)
    return OF.get(about) or OF_GROUP[GROUP_OF[about]]
