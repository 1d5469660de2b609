"""A whole process whose site speaks German, asked for some pages, which it prints as JSON."""

import json
import sys
from uuid import uuid4

import django
from django.test import Client

LIVE = "Patient is here now, five minutes after lip filler: the lip is white and cold and she is in severe pain."


def signed_in(role: str) -> Client:
    from members.models import Member

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Member.objects.get(email=f"{role}@demo.example"))
    return client


def pages() -> dict[str, str]:
    from forum.models import Topic

    member, moderator, visitor = signed_in("member"), signed_in("moderator"), Client(HTTP_HOST="127.0.0.1")
    question = Topic.objects.filter(section__slug="questions", status="published", reply_count__gt=0).earliest("pk")
    told = {
        "title": "White lip after filler",
        "body": LIVE,
        "started": "today",
        "symptomatic": "yes",
        "client_id": str(uuid4()),
    }
    answers = {
        "home": visitor.get("/"),
        "topic": member.get(question.get_absolute_url()),
        "composer": member.get("/sections/questions/new/"),
        "emergency": member.post("/sections/questions/new/", told, follow=True),
        "queue": moderator.get("/moderation/"),
        "settings": member.get("/settings/"),
        "nowhere": visitor.get("/nowhere/"),
    }
    return {name: answer.content.decode() for name, answer in answers.items()}


if __name__ == "__main__":
    django.setup()
    json.dump(pages(), sys.stdout)
