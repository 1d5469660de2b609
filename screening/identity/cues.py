"""Whose is it? The words that say that a number or an address is a patient's, and those that say it is not."""

import re

PATIENT = re.compile(
    r"\b(?:patient|patients?'s?|pt|pts|client|clients?|she|her|hers|he|him|"
    r"his|lady|gentleman|woman|girl|lad|mum|mother|dad|"
    r"father|daughter|son|sister|brother|husband|wife|partner|boyfriend|girlfriend|mrs|miss|complainant|"
    r"model|case|next of kin|nok|home visit|lives|lived|living at|home|landline|wristband|under the name)\b"
)
OTHERS = re.compile(
    r"\b(?:clinic(?:'s)?|our|we|my own|bookings?|reception|rep|reps|supplier|"
    r"suppliers|office|ward|switchboard|helpline|"
    r"hotline|help desk|helpdesk|venue|course|training|academy|conference|"
    r"study day|workshop|event|hotel|parking|sat nav|satnav|"
    r"company|manufacturer|distributor|warehouse|courier|engineer(?:\'s)?|"
    r"plumber|electrician|estates|facilities|rep\'s|pharmacy|surgery|hospital|"
    r"trust|department|unit|"
    r"samaritans|mhra|cqc|gmc|nmc|gdc|jccp|save face|ace group|society|association|committee|organisers?|secretary|"
    r"registered office|head office|returns|showroom|insurer|insurance|indemnity|mdu|mps|mddus|solicitors?|accountant|"
    r"customer service|sales|technical|support|admin|enquiries|samples?|stockist|wholesaler|samples|charity|"
    r"tutor|trainer|speaker|lecturer|colleague|mentor|landlord|waste|agency|recruiter|tag|follow|subscribe|"
    r"book|booking|register|tickets?|rsvp|sign up|college|university|library|"
    r"meeting|webinar|drop-in|exam|test centre)\b"
)


def lean(before: str, after: str, *, own: re.Pattern[str] = PATIENT, others: re.Pattern[str] = OTHERS) -> int:
    """1 where the nearest word is a patient's, -1 where it is somebody else's, 0 where no word says."""
    distances = [(gap, side) for side, words in ((1, own), (-1, others)) for gap in gaps(before, after, words)]
    return min(distances)[1] if distances else 0


def gaps(before: str, after: str, words: re.Pattern[str]) -> list[int]:
    """How far away the nearest such word is on either side; what follows counts as further."""
    found = []
    if last := list(words.finditer(before)):
        found.append(len(before) - last[-1].end())
    if first := words.search(after):
        found.append(3 * first.start() + 12)
    return found
