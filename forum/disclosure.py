"""The notice on disclosure that is accepted with every case study (CS22); its words are in case/disclosure.html."""

VERSION = "2026-11"  # a new one for each change of the words: what was accepted is stored by it
