"""What the floors above may listen to: an answer was called unsafe."""

from django.dispatch import Signal

called_unsafe = Signal()  # sent with warning: Endorsement, inside the transaction, so both stand or fall
