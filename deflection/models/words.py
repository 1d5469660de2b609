"""Rules about words: data that moderators keep, beside the readers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MAX_WORDS, MAX_NOTE, MAX_TAG = 100, 300, 30


class Match(models.TextChoices):
    """How its words are looked for. There are no regular expressions: a wildcard cannot run away."""

    WORD = "word", _("Whole words only")
    PART = "part", _("Also inside a word")
    PATTERN = "pattern", _("Whole words, with * for any letters")


class RuleDeed(models.TextChoices):
    """What a rule does, gravest first: of several that fit, the gravest decides and the others are kept beside it."""

    DEFLECT = "deflect", _("Take it for an emergency: nothing is published, helpline first")
    HOLD = "hold", _("Hold it until a moderator has read it")
    ASK = "ask", _("Ask whether it is still going on")
    FLAG = "flag", _("Publish it, and put it before moderators")
    SUGGEST = "suggest", _("Show the author a note, once")
    TAG = "tag", _("Publish it, and file it under a word")


class WordRule(models.Model):
    """Never deleted, only switched off: what it did stays explained."""

    words = models.CharField(max_length=MAX_WORDS)
    match = models.CharField(max_length=8, choices=Match, default=Match.WORD)
    deed = models.CharField(max_length=8, choices=RuleDeed)
    note = models.CharField(max_length=MAX_NOTE, blank=True, help_text="What the author reads.")
    tag = models.CharField(max_length=MAX_TAG, blank=True)
    places = models.JSONField(default=list, blank=True, help_text="Kinds of sections; none means everywhere.")
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-is_active", "words", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["words", "match", "deed"], name="one_rule_for_the_same_words_and_deed"),
            models.CheckConstraint(condition=~models.Q(words=""), name="a_rule_has_words"),
        ]

    def __str__(self) -> str:
        return f"“{self.words}”: {self.get_deed_display()}"

    def get_absolute_url(self) -> str:
        return reverse("word-rule", args=[self.pk])


class RuleHit(models.Model):
    """How often a rule fired on a day. Counted at the first reading of a text; the text is not kept."""

    rule = models.ForeignKey(WordRule, models.CASCADE, related_name="hits")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule", "day"], name="one_count_for_each_rule_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"
