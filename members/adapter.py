"""Where allauth asks how this site differs."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the name and profession from the sign-up page in the first insert, so that no account is nameless."""
        user.name = form.cleaned_data.get("name", "")
        user.profession = form.cleaned_data.get("profession", "other")
        user = super().save_user(request, user, form, commit=False)
        user.email = user.email.lower()
        if commit:
            user.save()
        return user
