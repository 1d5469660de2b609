"""What the floors above may listen to, each sent inside the transaction of the deed, so that both stand or fall."""

from django.dispatch import Signal

called_unsafe = Signal()  # warning: Endorsement
post_published = Signal()  # post: Post, an opening as well; whether new or shown again
post_edited = Signal()  # post: Post, which is public
post_left = Signal()  # post: Post, which was public until now
answer_endorsed = Signal()  # endorsement: Endorsement, in favour
