"""Where allauth asks how this site differs."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.actions.lockout import forget_failed_sign_ins, note_failed_sign_in
from members.lockout import shut_until
from members.models import Member
from members.passwords import ALONE
from members.proof import proved_lately
from members.signals import tell
from members.signing_in import remember_suspended

log = logging.getLogger(__name__)

# What the bell says beside the mail of that name.
TOLD = {
    "account/email/new_device": _("Somebody signed in from a device that is new to us"),
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_reset": _("Your password was set anew by mail"),
    "account/email/password_set": _("A password was set"),
    "account/email/email_changed": _("The e-mail address for signing in was changed"),
    "account/email/email_deleted": _("An e-mail address was removed"),
    "account/email/token_made": _("An access token for a program was made"),
    "account/email/sessions_ended": _("An administrator signed you out everywhere"),
    "account/email/factors_removed": _("Two members of staff removed your second factors"),
    "mfa/email/totp_activated": _("An authenticator app was added"),
    "mfa/email/totp_deactivated": _("The authenticator app was removed"),
    "mfa/email/webauthn_added": _("A passkey was added"),
    "mfa/email/webauthn_removed": _("A passkey was removed"),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made"),
}

MAIL_AWAY = _(
    "The mail could not be sent: our mail server does not answer. Please try again in a few minutes; a new code or "
    "link is sent then."
)

WAYS = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("That e-mail address and that password do not belong together."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your current password."),
        "incorrect_code": _("That is not the right code, or it has run out."),
        "duplicate_email": _("That e-mail address is yours already."),
        "email_taken": _("Somebody has an account with that e-mail address."),
        "cannot_remove_primary_email": _("You sign in with this address. Make another one the first, then remove it."),
        "unverified_primary_email": _("Please confirm that address first."),
        "max_email_addresses": _("No more than %d e-mail addresses, please."),
        "same_as_current": _("That is what it is already."),
        "too_many_login_attempts": _("That was tried too often. Try again in five minutes, or set a new password now."),
        "shut_out": _(
            "That went wrong too often in a row, so signing in with a password is shut for a while. Sign in with a "
            "passkey, set a new password by mail, or ask a moderator."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """First how fast, in the cache; then how often in a row, which is remembered."""
        super().pre_authenticate(request, **credentials)
        if shut_until(credentials.get("email", "")):
            raise self.validation_error("shut_out")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            forget_failed_sign_ins(email=credentials.get("email", ""))
        else:
            note_failed_sign_in(email=credentials.get("email", ""))
        return user

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever came in just now need not say it twice."""
        return not proved_lately(self.request)

    def reauthenticate(self, user: Member, password: str) -> bool:
        return self.authenticate(self.request, email=user.email, password=password) == user

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """allauth's ways, in our words."""
        return [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def set_password(self, user: Member, password: str) -> None:
        """Whether it stands by its length alone is noted; and whoever could choose a new one may sign in with it."""
        user.short_password = len(password) < ALONE
        super().set_password(user, password)
        forget_failed_sign_ins(email=user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Codes and links. Without them nobody comes in, so a mail server that is away is said on the page."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            log.error("a mail did not leave (%s): %s", template_prefix, type(error).__name__)
            page = render(self.request, "error.html", {"status": 503, "message": MAIL_AWAY}, status=503)
            raise ImmediateHttpResponse(page) from error

    def send_notification_mail(
        self, template_prefix: str, user: Member, context: dict | None = None, email: str | None = None
    ) -> None:
        """Whatever happens to an account is told by mail and in the bell; a mail that fails undoes nothing."""
        if template_prefix in TOLD:
            tell(user.pk, "account", str(TOLD[template_prefix]), reverse("security-show"))
        try:
            super().send_notification_mail(template_prefix, user, context, email or user.email)
        except ImmediateHttpResponse:
            log.warning("a notice about account %s did not leave", user.pk)

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
