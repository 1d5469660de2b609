"""Four reflective models over one schema: switching loses nothing; completeness adds up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from forum import telling
from forum.case_forms import PartForm
from forum.completeness import CHOICES, REFLECTION, TEXTS, TIMELINE, completeness_of
from forum.models.moments import Moment, in_order
from forum.reflecting import MODELS, SLOTS

LEARNING = telling.BY_SLUG["learning"]
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(
    written=st.dictionaries(st.sampled_from(SLOTS), words), models=st.lists(st.sampled_from(list(MODELS)), max_size=6)
)
def test_no_switch_between_models_loses_a_character(written, models):
    draft = dict(written)
    for model in models:
        form = PartForm(initial=draft, part=LEARNING)
        shown = {field.name: field.value() or "" for field in (*form.reflection, *form.kept_reflection)}
        draft = telling.merged(draft, LEARNING, shown | {"reflective_model": model})
    assert {slot: draft[slot] for slot in SLOTS if draft.get(slot)} == written


def test_every_model_asks_what_a_case_study_must_say():
    for model, questions in MODELS.items():
        slots = [question.slot for question in questions]
        assert (model, "differently" in slots, set(slots) <= set(SLOTS)) == (model, True, True)
        assert len(slots) == len(set(slots))


def test_completeness_runs_from_nothing_to_a_hundred():
    long = "Eight words and no fewer are what counts."
    whole = dict.fromkeys(CHOICES, "said") | dict.fromkeys(TEXTS, long)
    whole |= {"timeline": [{}, {}, {}], "feelings": "Said."}
    assert sum(CHOICES.values()) + sum(TEXTS.values()) + TIMELINE + REFLECTION == 100
    assert (completeness_of({}).score, completeness_of(whole).score, completeness_of(whole).missing) == (0, 100, ())
    assert completeness_of(whole | {"signs": "As above."}) == (96, ("signs",))
    assert completeness_of(whole | {"timeline": [{}]}) == (96, ("timeline",))


def test_moments_stand_in_order_of_time_and_speak_for_themselves():
    told = [Moment(3, "days", "c"), Moment(0, "hours", "a"), Moment(1, "minutes", "b"), Moment(2, "days_before", "z")]
    assert [(moment.label, moment.spoken) for moment in in_order(told)] == [
        ("2 d before", "2 days before"),
        ("T+0", "At the event"),
        ("+1 min", "1 minute after"),
        ("Day 3", "3 days after"),
    ]
