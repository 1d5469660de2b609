"""The letter box: a title and a body as the one even text that the encoder is given."""

from screening.emergency.normalise import clean

EDGE = 6_000


def written(title: str, body: str) -> str:
    """Title and body in one line; of a very long text, both its ends."""
    whole = f"{title}. {body}" if title.strip() else body
    if len(whole) > 2 * EDGE:
        whole = f"{whole[:EDGE]} {whole[-EDGE:]}"
    return " ".join(clean(whole).text.split())
