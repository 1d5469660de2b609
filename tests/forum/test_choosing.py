"""Choices that a form need not copy are its own all the same."""

from django import forms

from forum.choosing import Choice


class Asked(forms.Form):
    colour = Choice(choices=[("r", "Red"), ("b", "Blue")], widget=forms.RadioSelect)


def test_one_form_with_other_choices_changes_no_other():
    one, other = Asked(), Asked({"colour": "b"})
    one.fields["colour"].choices = [("g", "Green")]
    one.fields["colour"].required = False
    assert [list(form.fields["colour"].choices) for form in (one, other, Asked())] == [
        [("g", "Green")], [("r", "Red"), ("b", "Blue")], [("r", "Red"), ("b", "Blue")],
    ]  # fmt: skip
    assert (other.is_valid(), Asked().fields["colour"].required) == (True, True)
    assert [str(form["colour"]).count("<input") for form in (one, other)] == [1, 2]
