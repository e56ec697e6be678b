"""What she tells us about herself that is not about her body.

Refuses a country we have no numbers for, and a telephone number that cannot be dialled.
Which countries there are is told by the caller: they are content, and content is above us.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.validators import RegexValidator

from accounts.models import Hair, Outfit, Skin, Theme, User
from accounts.staff import as_typed

dialled = RegexValidator(
    r"^\+?[0-9][0-9 ()./-]{2,29}$",
    "Write the number with digits and spaces only, such as 020 7946 0000.",
)


class UnitForm(forms.Form):
    """Her maternity unit. Both may be left empty: nobody is made to have one."""

    unit_name = forms.CharField(
        label="Your maternity unit",
        max_length=80,
        required=False,
        error_messages={"max_length": "Use 80 letters or fewer for your unit’s name."},
    )
    unit_phone = forms.CharField(
        label="Its telephone number",
        max_length=30,
        required=False,
        validators=[dialled],
        error_messages={"max_length": "Use 30 digits or fewer for the number."},
        widget=forms.TextInput(attrs={"type": "tel"}),
    )


def _look(usual: Skin | Hair | Outfit) -> forms.TypedChoiceField:
    """How the woman in the pictures looks; left empty she looks as usual."""
    return forms.TypedChoiceField(
        choices=type(usual).choices,
        empty_value=usual.value,
        required=False,
        error_messages={"invalid_choice": "Choose one of these."},
    )


class PreferencesForm(UnitForm):
    country = forms.ChoiceField(
        label="Your country",
        required=False,
        error_messages={"invalid_choice": "Choose a country from the list."},
    )
    theme = forms.ChoiceField(
        choices=Theme.choices,
        error_messages={
            "required": "Choose how it looks.",
            "invalid_choice": "Choose one of the four looks.",
        },
    )

    skin = _look(Skin.LIGHT)
    hair = _look(Hair.BUN)
    outfit = _look(Outfit.SHORT_SLEEVES)

    def __init__(self, *args: Any, countries: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)  # noqa: S101  said for the type checker
        country.choices = [("", "Not said"), *countries.items()]


class StaffForm(AuthenticationForm):
    """Says the same whatever does not fit: no such account, another password, or not staff."""

    username = UsernameField(
        label="E-mail",
        error_messages={"required": "Write your e-mail address."},
        widget=forms.EmailInput,
    )
    error_messages = dict.fromkeys(
        ("invalid_login", "inactive"), "That e-mail and password do not open the staff pages."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = "Write your password."

    def clean_username(self) -> str:
        return as_typed(self.cleaned_data["username"])

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if not user.is_staff:
            raise self.get_invalid_login_error()
