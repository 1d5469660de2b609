"""Words inside a sentence: a label is small in English, as it is where nouns are large; each language has its marks."""

import pytest
from django.template import engines
from django.utils import translation

ASKED = engines["django"].from_string("{% load wording %}{{ label|in_a_sentence }} {{ label|quoted }}")


@pytest.mark.parametrize(
    ("language", "said"), [("en-gb", "register nurse “Register Nurse”"), ("de", "Register Nurse „Register Nurse“")]
)
def test_a_label_is_written_as_its_language_writes_it(language: str, said: str):
    with translation.override(language):
        assert ASKED.render({"label": "Register Nurse"}) == said
