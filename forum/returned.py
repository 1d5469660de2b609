"""What a moderator asked for, put beside each field of the edit form."""

from django import forms

from forum.models import Post, Return


def asked_of(post: Post) -> Return | None:
    """What its author is asked to change, where it was sent back."""
    return post.returns.waiting().first() if post.is_returned else None


def put_beside(form: forms.Form, asked: Return | None) -> None:
    """Each comment stands at its field, and is read out with it."""
    for name, words in (asked.comments if asked else {}).items():
        field = form.fields.get(name)
        if field is None:
            continue
        field.comment = words
        if not isinstance(field.widget, forms.RadioSelect):
            help_text = f"{form[name].auto_id}_helptext " if field.help_text else ""
            field.widget.attrs["aria-describedby"] = f"{help_text}{form[name].auto_id}_comment"
