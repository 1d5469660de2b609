"""Where allauth asks how this site differs."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from members.models import Member
from members.signing_in import remember_suspended


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "That was tried too often. Try again in five minutes, or set a new password now."
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the name and profession from the sign-up page in the first insert, so that no account is nameless."""
        user.name = form.cleaned_data.get("name", "")
        user.profession = form.cleaned_data.get("profession", "other")
        user = super().save_user(request, user, form, commit=False)
        user.email = user.email.lower()
        if commit:
            user.save()
        return user

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has just confirmed their first address begins with the list of first steps."""
        return reverse("welcome")

    def pre_login(self, request: HttpRequest, user: Member, **kwargs: Any) -> HttpResponse | None:
        """Somebody suspended is shown why and until when, instead of being signed in."""
        if user.is_suspended:
            clear_login(request)
            remember_suspended(request, user)
            return redirect("suspended")
        return super().pre_login(request, user, **kwargs)
