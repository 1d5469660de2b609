"""Accounting: after each text, where in the database it is. Exactly one place is right."""

from dataclasses import dataclass

from django.db import DatabaseError
from django.db.models import Max

from deflection.models import Deflection
from deflection.vault import Unreadable
from demo.replay.sending import Sent, title_of
from forum.models import Post, Status
from members.models import KeptSession, Member

# Where a text must be after each outcome, and nowhere else.
RIGHT_PLACE = {
    "published": ["public post"],
    "held": ["held post"],
    "deflected": ["vault"],
    "prompted": ["draft"],
    "refused": ["draft"],
}


def can_look_into(session_key: str) -> bool:
    """The server that gave this session writes into the database that we read, and seals under the key that we have."""
    try:
        ours = KeptSession.objects.filter(session_key=session_key).exists()
        sealed = Deflection.objects.exclude(sealed=b"").first()
        return ours and (sealed is None or bool(sealed.fields_for(sealed.author_id)))
    except (DatabaseError, Unreadable):
        return False


@dataclass
class Accounts:
    """Looks after one writer's texts. `mark` before a text is sent, then `problem` with what came of it."""

    writer: Member
    last_deflection: int = 0

    def mark(self) -> None:
        self.last_deflection = self.newest_deflection()

    def newest_deflection(self) -> int:
        return Deflection.objects.filter(author=self.writer).aggregate(newest=Max("pk"))["newest"] or 0

    def problem(self, sent: Sent) -> str:
        """Empty when the text is in its right place, whole and once; otherwise what is wrong."""
        places = [*self.posts(sent), *self.vault(sent), *self.drafts(sent)]
        right = RIGHT_PLACE.get(sent.outcome, [])
        if places == right and right:
            return ""
        return (
            f"{sent.sample.id} was {sent.outcome} {sent.kind}".rstrip()
            + f", and is in: {', '.join(places) or 'nowhere'}"
        )

    def posts(self, sent: Sent) -> list[str]:
        names = {Status.PUBLISHED: "public post", Status.HELD: "held post"}
        posts = Post.objects.filter(author=self.writer, client_id=sent.client_id).select_related("topic__case")
        return [
            names.get(Status(post.status), "other post") if is_whole(post, sent) else "post with other words"
            for post in posts
        ]

    def vault(self, sent: Sent) -> list[str]:
        """What was sealed since the mark, opened as its author would."""
        found = []
        for deflection in Deflection.objects.filter(author=self.writer, pk__gt=self.last_deflection):
            try:
                fields = deflection.fields_for(self.writer.pk)
            except Unreadable as error:
                found.append(f"vault entry ({error})")
                continue
            found.append("vault" if text_in(fields) == sent.sample.body.strip() else "vault with other words")
        return found

    def drafts(self, sent: Sent) -> list[str]:
        """Drafts are discarded after each text, so every one there is must hold this one."""
        found = []
        for draft in self.writer.drafts.all():
            try:
                fields = draft.fields_for(self.writer.pk)
            except Unreadable as error:
                found.append(f"draft ({error})")
                continue
            found.append("draft" if text_in(fields) == sent.sample.body.strip() else "draft with other words")
        return found


def text_in(fields: dict[str, str]) -> str:
    """A case study's text was put into `background`; every other form has a `body` alone."""
    return fields.get("background", fields.get("body", "")).strip()


def is_whole(post: Post, sent: Sent) -> bool:
    written = post.topic.case.background if post.topic.case else post.body
    titled = not post.is_opening or post.topic.title == title_of(sent.sample).strip()
    return titled and written == sent.sample.body.strip()
