"""Quotes: which post quotes which, so that what leaves the public leaves every quote of it too."""

from typing import ClassVar

from django.db import models

from forum.models.posts import Post


class Quote(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="quotes")
    quoted = models.ForeignKey(Post, models.CASCADE, related_name="quoted_in")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "quoted"], name="one_quote_per_post_and_post_quoted")
        ]

    def __str__(self) -> str:
        return f"Post {self.post_id} quotes {self.quoted_id}"
