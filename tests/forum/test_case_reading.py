"""How a case study is read: in brief, its course in time, then its parts under the questions of its model."""

from django.template.loader import render_to_string

from forum.case_reading import AsRead
from forum.case_texts import html_of
from forum.fields import words_in
from forum.models import CaseStudy, Complication
from tests.forum.told import TOLD, as_fields

COURSE = [
    {"after": 0, "unit": "minutes", "what": "Blanching <b>seen</b>"},
    {"after": 12, "unit": "minutes", "what": "First hyaluronidase"},
    {"after": 3, "unit": "days", "what": "Colour is back"},
    {"after": 6, "unit": "months", "what": "No mark"},
]


def told(**changed) -> CaseStudy:
    fields = as_fields(**changed)
    return CaseStudy(**fields, html=html_of(fields))


def test_it_begins_in_brief():
    case = told(
        complication=Complication(slug="occlusion", name="Vascular occlusion"), harm_physical="moderate",
        harm_psychological="low", product_name="Example", dose="0.5 ml", attribution="took_over", lot="AB12",
    )  # fmt: skip
    assert [tuple(fact) for fact in AsRead(case).facts] == [
        ("Kind of event", "Complication: Vascular occlusion"),
        ("Procedure", "Lip filler"),
        ("Area", "Lips"),
        ("Product", "Hyaluronic acid filler, Example, 0.5 ml"),
        ("Onset", "At once"),
        ("Harm", "Moderate physical harm; low psychological harm"),
        ("Outcome", "Full recovery"),
        ("Told by", "Whoever took over afterwards"),
    ]


def test_its_course_is_drawn_by_distance_and_read_in_words():
    case = told(timeline=COURSE)
    assert [(step.moment.label, step.gap) for step in AsRead(case).course] == [
        ("T+0", 0), ("+12 min", 1), ("Day 3", 4), ("Month 6", 5),
    ]  # fmt: skip
    page = render_to_string("forum/case_body.html", {"case": case})
    assert '<span class="hush">12 minutes after:</span>' in page and "&lt;b&gt;seen&lt;/b&gt;" in page
    assert "AB12" not in render_to_string("forum/case_body.html", {"case": told(lot="AB12")})


def test_recognition_is_drawn_where_its_author_knows_when():
    drawn = {
        after: [(step.moment.label, step.moment.what) for step in AsRead(told(recognised_after=after)).course]
        for after in (None, 0, 45, 1500)
    }
    seen = "Recognised for what it was."
    assert drawn == {None: [], 0: [("T+0", seen)], 45: [("+45 min", seen)], 1500: [("+25 h", seen)]}
    whole = AsRead(told(timeline=COURSE, recognised_after=4)).course
    assert [step.moment.label for step in whole] == ["T+0", "+4 min", "+12 min", "Day 3", "Month 6"]
    assert [words_in(told(recognised_after=after), "recognised_after") for after in (None, 0)] == ["", "0"]


def test_each_model_asks_its_own_questions_and_nothing_written_is_lost():
    case = told(reflective_model="gibbs", feelings="I was afraid.", code="It bears on safety.", factors="|product|")
    assert [chapter.heading for chapter in AsRead(case).chapters] == [
        "Background", "Signs", "How was it managed?", "What support was sought?", "How it ended", "What contributed",
        "Feelings", "Action plan", "How it bears on my professional code", "Take-home points",
    ]  # fmt: skip
    page = render_to_string("forum/case_body.html", {"case": case})
    assert 'href="#told-feelings"' in page and 'id="told-feelings"' in page and "Product, dose or dilution" in page
    assert [words for words in TOLD.values() if words.split("\n")[0] not in page] == []
