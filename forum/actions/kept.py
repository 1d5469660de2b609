"""Keeping what the gate saw in a post that stands."""

from dataclasses import replace
from typing import Any

from deflection.answering import Answers, Said
from forum.models import Observation, Post


def answers_before(post: Post, answers: Answers) -> Answers:
    """What its author said about these very words when they were sent before: nobody is asked twice."""
    known = {
        seen.key: Said(seen.choice, because=seen.because)
        for seen in post.observations.exclude(choice="").order_by("pk")
    }
    return replace(answers, said=known | dict(answers.said), known=frozenset(known)) if known else answers


def note_down(post: Post, outcome: Any) -> Post:
    """The post, with what was noticed beside it. An edit has moved the places, so its finds replace the old ones."""
    if post.edited_at:
        post.observations.all().delete()
    noticed = getattr(outcome, "noticed", ())
    Observation.objects.bulk_create(Observation(post=post, **vars(each)) for each in noticed)
    return post
