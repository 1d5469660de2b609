"""What deflection tells whoever listens, in the same transaction."""

from django.dispatch import Signal

emergency_stopped = Signal()  # deflection: the row
alert_raised = Signal()  # alert: the row
alert_answered = Signal()  # alert: the row; member: who has it
