"""A label inside a sentence: small in English, as it is where nouns are written large."""

import pytest
from django.template import engines
from django.utils import translation

ASKED = engines["django"].from_string("{% load wording %}{{ label|in_a_sentence }}")


@pytest.mark.parametrize(("language", "said"), [("en-gb", "register nurse"), ("de", "Register Nurse")])
def test_a_label_is_written_as_its_language_writes_nouns(language: str, said: str):
    with translation.override(language):
        assert ASKED.render({"label": "Register Nurse"}) == said
