"""The load bench: `python -m tests.load`, on loopback, bounded; prints CPU per piece of work beside a bare daphne."""
