"""Which edition of the gate's own data holds."""

from django.db import models


class Edition(models.Model):
    """One row. The database itself gives it a new mark with every change of a word rule or of the reader that reads.

    Whoever keeps such data in memory compares the marks: no mark ever comes back, not even after a rollback.
    """

    mark = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.mark
