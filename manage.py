#!/usr/bin/env python3
"""The front door: Django's manage.py, with a preface that needs nothing but Python itself."""

import sys

if sys.version_info < (3, 6):
    # Before any import of ours: so old a Python could not even read the next file.
    sys.stderr.write("Debrief needs Python 3.11, 3.12 or 3.13. Try: python3 manage.py demo\n")
    sys.exit(2)

from firstrun.door import enter

if __name__ == "__main__":
    enter(sys.argv)
