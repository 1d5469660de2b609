"""A choice in a form among words that are always the same."""

from typing import Any

from django import forms


class Choice(forms.ChoiceField):
    """A form copies its fields each time it is made; these words need not be copied with them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Choice":
        memo[id(self._choices)] = self._choices
        return super().__deepcopy__(memo)
