"""The reader: one text in, one assessment out. Nothing of the text is kept or logged."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from screening.emergency import linear, versions
from screening.emergency.afterword import afterword, words_from
from screening.emergency.assessment import LABELS, PLACES, Assessment
from screening.emergency.bands import RULES_ONLY, STANDARD, Thresholds, band_for, chance
from screening.emergency.encoder import blend as encoder
from screening.emergency.evidence import evidence_of, stretch
from screening.emergency.linear import Model, WeightsError, softmax, urgency
from screening.emergency.reading import Reading, read
from screening.emergency.reasons import reasons_for
from screening.emergency.rules import DOUBT, LIKELY, floor_for, grave, has, inherited, looks_back, rules_chance
from screening.emergency.spans import signs_for
from screening.emergency.state import State, judge
from screening.emergency.tongue import UNREAD, Tongue, listen
from screening.emergency.windows import windows


@lru_cache(maxsize=1)
def shipped() -> tuple[Model | None, str | None]:
    """The model as shipped, or the sentence that says why we go without."""
    try:
        return linear.load(), None
    except WeightsError as error:
        return None, f"{error} Reading by rules alone, with stricter thresholds."


def degraded() -> str | None:
    """What the start-up checks should say when the reader has to work without a part of itself, else None."""
    return " ".join(filter(None, (shipped()[1], encoder.degraded()))) or None


def assess(title: str, body: str, place: str, *, parent: str = "", version: str | None = None) -> Assessment:
    """What the text tells of: label, chance, band, and the words it rests on. A failure is raised; callers hold.

    `version` names the version that reads; without it, the one that is active now.
    """
    if place not in PLACES:
        raise ValueError(f"A text is read in one of {', '.join(PLACES)}, not in {place!r}.")
    model, home = shipped()[0], versions.home_of(versions.running() if version is None else version)
    assessment, floor, story = judged(title, body, parent=parent, model=model, thresholds=thresholds_of(model, home))
    if model:
        assessment = encoder.blend(assessment, title, body, floor=floor, story=story, home=home)
    return assessment if home == versions.HOME else replace(assessment, version=f"{assessment.version} / {home.name}")


def thresholds_of(model: Model | None, home: Path = versions.HOME) -> Thresholds:
    """Where the first reader's own lines stand: stricter without its weights, else as the version says."""
    if model is None:
        return RULES_ONLY
    chosen = encoder.settings(home)
    return chosen.first if chosen else STANDARD


def examine(title: str, body: str, *, parent: str, model: Model | None) -> Assessment:
    """One text read with a given model, or by rules alone. The place is no evidence, so it is not asked for."""
    return judged(title, body, parent=parent, model=model, thresholds=thresholds_of(model))[0]


def judged(
    title: str, body: str, *, parent: str, model: Model | None, thresholds: Thresholds
) -> tuple[Assessment, float, bool]:
    """What the first reader says by itself, the least chance that the rules allow, and whether they know a story."""
    text = f"{title}\n{body}"
    reading = read(text)
    state = judge(reading)
    probabilities = weigh(reading, state, model)
    story = looks_back(reading)
    if story and probabilities["general"] > probabilities["retrospective"]:
        probabilities |= {"general": probabilities["retrospective"], "retrospective": probabilities["general"]}
    tongue = listen(title, body)
    floor = max(
        floor_for(reading, state), inherited(reading, parent), goes_on(reading, text, model, thresholds),
        floor_of(tongue),
    )  # fmt: skip
    score = max(probabilities["emergency"], floor)
    probabilities = raised(probabilities, score)
    signs = tongue.signs + signs_for(reading, state, title, body)
    assessment = Assessment(
        label=max(LABELS, key=probabilities.__getitem__),
        score=score,
        band=band_for(probabilities, thresholds),
        signs=signs,
        reasons=((UNREAD,) if tongue.unread else ()) + reasons_for(reading, state, signs),
        probabilities=probabilities,
        version=f"{model.version if model else 'rules'} / {thresholds.version}",
    )
    return assessment, floor, story


def floor_of(tongue: Tongue) -> float:
    """What cannot be read is asked about; what says in its own tongue that it is now is stopped. English that quotes
    such words is asked about."""
    if tongue.signs and tongue.unread:
        return LIKELY
    return DOUBT if tongue.signs or tongue.unread else 0.0


def goes_on(reading: Reading, text: str, model: Model | None, thresholds: Thresholds) -> float:
    """A story that is over, and then somebody else, now: what follows is read by itself, and asked about if a sign
    stands in it or if it would be stopped alone."""
    start = afterword(reading)
    if start is None:
        return 0.0
    rest = read(words_from(reading, start, text))
    state = judge(rest)
    urgent = max(weigh(rest, state, model)["emergency"], floor_for(rest, state))
    line = thresholds.ask if any(not found.negated for found in rest.mentions) else thresholds.deflect
    blind = model is None and has(rest, "worse", "relapse", "help", "pending", "mild")
    return DOUBT if blind or grave(state) or urgent >= line else 0.0


def weigh(reading: Reading, state: State, model: Model | None) -> dict[str, float]:
    """The chance of each label."""
    if model is None:
        return rules_chance(reading, state)
    points, margins = points_of(reading, state, model)
    return raised(dict(zip(LABELS, softmax(margins), strict=True)), chance(model.platt, points))


def points_of(reading: Reading, state: State, model: Model) -> tuple[tuple[float, ...], list[float]]:
    """What the curve weighs: urgency of the whole, of its most urgent stretch, of its end; and the whole's margins."""
    margins = model.margins(evidence_of(reading, state))
    whole = urgency(margins)
    parts = [urgency(model.margins(stretch(reading, *clauses))) for clauses in windows(reading)]
    return (whole, max(parts, default=whole), parts[-1] if parts else whole), margins


def raised(shares: dict[str, float], score: float) -> dict[str, float]:
    """The same shares with the chance of an emergency set, the others in proportion."""
    rest = sum(share for label, share in shares.items() if label != "emergency") or 1.0
    others = {label: share * (1 - score) / rest for label, share in shares.items() if label != "emergency"}
    return {"emergency": score} | others
