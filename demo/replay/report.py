"""The tables that a replay prints."""

from collections import Counter
from collections.abc import Sequence

from demo.replay.sending import OUTCOMES, Sent

STOPPED = ("prompted", "held", "deflected")
HELP_SHOWN = ("ask",)  # the prompt that asks whether it is still going on, beside the way to the helpline
ABOUT_WHO = "look"  # asked who the patient is, by another reader: it says nothing about an emergency


def tables(sent: Sequence[Sent]) -> str:
    return "\n\n".join([outcome_table(sent), prompt_table(sent), rates(sent)])


def outcome_table(sent: Sequence[Sent]) -> str:
    """Label by outcome; rows and columns add up to the number of texts."""
    counted = Counter((one.sample.label, one.outcome) for one in sent)
    rows = [["label", *OUTCOMES, "all"]]
    for label in [*labels(sent), "all"]:
        numbers = [sum(n for (of, how), n in counted.items() if how == outcome and label in (of, "all"))
                   for outcome in OUTCOMES]  # fmt: skip
        rows.append([label, *map(str, numbers), str(sum(numbers))])
    return columns(rows)


def prompt_table(sent: Sequence[Sent]) -> str:
    """Which prompts were shown. None is answered here: that is the author's part."""
    prompted = Counter((one.sample.label, one.kind) for one in sent if one.outcome == "prompted")
    kinds = sorted({kind for _, kind in prompted})
    rows = [["prompts", *kinds], *([label, *(str(prompted[label, kind]) for kind in kinds)] for label in labels(sent))]
    return columns(rows) if kinds else "No prompts were shown."


def rates(sent: Sequence[Sent]) -> str:
    rows = [["rate", "deflected", "helpline or question", "stopped in any way"]]
    for label in labels(sent):
        of_label = [one for one in sent if one.sample.label == label]
        deflected = [one for one in of_label if one.outcome == "deflected"]
        helped = [one for one in of_label if one.outcome in ("deflected", "held") or one.kind in HELP_SHOWN]
        stopped = [one for one in of_label if one.outcome in STOPPED and one.kind != ABOUT_WHO]
        rows.append([label, *(percent(len(some), len(of_label)) for some in (deflected, helped, stopped))])
    return columns(rows) + "\nFor emergencies this is recall; a deflection of any other label is a false one."


def percent(some: int, of: int) -> str:
    return f"{some}/{of} = {100 * some / of:.1f} %"


def labels(sent: Sequence[Sent]) -> list[str]:
    return list(dict.fromkeys(sorted((one.sample.label for one in sent), key=rank)))


def rank(label: str) -> tuple[int, str]:
    order = ("emergency", "current", "retrospective", "general")
    return (order.index(label) if label in order else len(order), label)


def columns(rows: list[list[str]]) -> str:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = [[row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
             for row in rows]  # fmt: skip
    return "\n".join("  ".join(line).rstrip() for line in lines)
