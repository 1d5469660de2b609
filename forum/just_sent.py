"""Whether these very words were sent a moment ago: an autosave may be slower than the text itself."""

from django.utils import timezone

from deflection import vault
from deflection.models import Deflection
from forum.models import Post
from forum.models.posts import JUST_NOW
from members.models import Member


def was_sent(author: Member, body: str, by_itself: bool) -> bool:
    """Published in the last minutes or, of what a page saves by itself, sealed in the vault; its owner may take that
    out again at once."""
    if not body:
        return False
    said = Post.objects.of_just_now(author).values_list("body", flat=True)
    kept = Deflection.objects.of(author.pk).filter(created_at__gt=timezone.now() - JUST_NOW) if by_itself else ()
    return body_alone(body) in map(body_alone, [*said, *map(sealed_body, kept)])


def body_alone(words: str) -> str:
    """A form sends other line ends than a script."""
    return " ".join(words.split())


def sealed_body(deflection: Deflection) -> str:
    try:
        return deflection.fields_for(deflection.author_id).get("body", "")
    except vault.Unreadable:
        return ""
