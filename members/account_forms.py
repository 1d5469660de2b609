"""allauth's forms of an account, with labels as we write them: one spelling of e-mail, and small letters.

Each is named as `ACCOUNT_FORMS` names it.
"""

from typing import Any

from allauth.account import forms as accounts
from django.utils.translation import gettext_lazy as _

# As the library says it in English. Other languages have its own translations.
SAID = {
    "Email": _("E-mail"),
    "Current Password": _("Current password"),
    "New Password": _("New password"),
    "New Password (again)": _("New password, once more"),
    "Password (again)": _("Password, once more"),
}


WHAT_A_PASSWORD_IS = _(
    "At least 15 characters; 8 are enough once you sign in with an app or a passkey as well. A few plain words are "
    "easy to remember. Not your name, and nothing that many people use."
)


class InOurWords:
    """The label says it; a placeholder would say it once more, and go when one begins to type."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = SAID.get(str(field.label), field.label)
            field.widget.attrs.pop("placeholder", None)
            if field.widget.attrs.get("autocomplete") == "new-password" and field.help_text:
                field.help_text = WHAT_A_PASSWORD_IS


def in_our_words(form: type) -> type:
    return type(form.__name__, (InOurWords, form), {})


login = in_our_words(accounts.LoginForm)
signup = in_our_words(accounts.SignupForm)
add_email = in_our_words(accounts.AddEmailForm)
change_email = in_our_words(accounts.ChangeEmailForm)
change_password = in_our_words(accounts.ChangePasswordForm)
reset_password = in_our_words(accounts.ResetPasswordForm)
reset_password_from_key = in_our_words(accounts.ResetPasswordKeyForm)
reauthenticate = in_our_words(accounts.ReauthenticateForm)
