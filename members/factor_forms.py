"""allauth's forms of the second factor, with plain labels and an end to each field."""

from typing import Any

from allauth.core import context, ratelimit
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from members.actions.recovery import use_recovery_code

LONGEST_CODE, LONGEST_NAME = 16, 60


def code_field(label: Any) -> forms.CharField:
    """Digits, which a telephone may fill in by itself; pasted with a space in it, a code is still that code."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
    return forms.CharField(max_length=LONGEST_CODE, label=label, widget=widget)


def name_field(**more: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST_NAME, label=_("What you call it"), **more)


class TakesRecoveryCodes:
    """allauth looks at codes of an app first; of recovery codes it finds none, since they are kept as hashes."""

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except forms.ValidationError as error:
            code = self.cleaned_data["code"].replace(" ", "")
            if error.code != "incorrect_code" or len(code) != app_settings.RECOVERY_CODE_DIGITS:
                raise
            row = use_recovery_code(member=self.user, code=code)
            if row is None:
                raise
            row.user = self.user
            self.authenticator = row
            ratelimit.clear(context.request, action="login_failed", key=f"mfa-auth-user-{self.user.pk}")
            return code


class CodeForm(TakesRecoveryCodes, AuthenticateForm):
    code = code_field(_("Code from your app, or a recovery code"))


class CodeAgainForm(TakesRecoveryCodes, ReauthenticateForm):
    code = code_field(_("Code from your app, or a recovery code"))


class AppForm(ActivateTOTPForm):
    code = code_field(_("The six digits that your app shows now"))


class PasskeyForm(AddWebAuthnForm):
    name = name_field(required=False, help_text=_("So that you know it again: work laptop, my telephone."))
    passwordless = forms.BooleanField(
        required=False, initial=True, label=_("Sign in with it alone, without the password"),
        help_text=_("The device asks for your finger, face or its own number each time."),
    )  # fmt: skip


class PasskeyNameForm(EditWebAuthnForm):
    name = name_field()
