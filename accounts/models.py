"""The person as an account, and her signed-in browsers.

Decides who is a guest: a person without an e-mail address. Refuses an empty address (absent
is absent), and a theme or a figure nobody drew. Everything personal points here and goes when
she goes.
"""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from uuid6 import uuid7


class Theme(models.TextChoices):
    AUTO = "auto", "Like my phone"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"
    NIGHT = "night", "Night: dim and warm"


class Skin(models.TextChoices):
    FAIR = "fair", "Fair"
    LIGHT = "light", "Light"
    BROWN = "brown", "Brown"
    DARK = "dark", "Dark"


class Hair(models.TextChoices):
    BUN = "bun", "Up in a bun"
    BOB = "bob", "Loose, to the chin"
    SHORT = "short", "Short"


class Outfit(models.TextChoices):
    SHORT_SLEEVES = "short", "Short sleeves"
    LONG_SLEEVES = "long", "Long sleeves"


def today() -> date:
    return timezone.localdate()


class UserManager(BaseUserManager["User"]):
    def create_guest(self, *, seen_on: date | None = None, time_zone: str = "") -> "User":
        guest = User(time_zone=time_zone, last_seen_on=seen_on or today())
        guest.set_unusable_password()
        guest.save(using=self._db)
        return guest

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("An account needs an e-mail address; a person without is a guest.")
        user = User(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(null=True, blank=True, unique=True, default=None)
    country = models.CharField(max_length=2, blank=True, default="")  # empty: the setting
    time_zone = models.CharField(max_length=64, blank=True, default="")  # empty: the setting
    unit_name = models.CharField(max_length=80, blank=True, default="")
    unit_phone = models.CharField(max_length=30, blank=True, default="")
    unit_asked_on = models.DateField(null=True, blank=True)
    last_seen_on = models.DateField(default=today)
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.AUTO)

    # How the woman in the pictures looks.
    skin = models.CharField(max_length=5, choices=Skin.choices, default=Skin.LIGHT)
    hair = models.CharField(max_length=5, choices=Hair.choices, default=Hair.BUN)
    outfit = models.CharField(max_length=5, choices=Outfit.choices, default=Outfit.SHORT_SLEEVES)

    # The day she was last seen is enough; the minute she came is nobody's business.
    last_login = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | ~Q(email=""), name="user_email_absent_or_given"
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case"),
            models.CheckConstraint(condition=Q(theme__in=Theme.values), name="user_theme_drawn"),
            models.CheckConstraint(
                condition=Q(skin__in=Skin.values, hair__in=Hair.values, outfit__in=Outfit.values),
                name="user_figure_drawn",
            ),
        ]
        indexes = [
            models.Index(
                fields=["last_seen_on"],
                condition=Q(email__isnull=True),
                name="guest_by_last_seen",
            )
        ]

    def __str__(self) -> str:
        return "guest" if self.is_guest else "account"

    @property
    def is_guest(self) -> bool:
        return self.email is None

    @property
    def is_staff(self) -> bool:
        """Whoever runs the site: made at its own command line, by `manage.py createsuperuser`."""
        return self.is_superuser


class Visit(AbstractBaseSession):
    """A browser's cookie and what it stands for; it goes with its person, on every device."""

    person = models.ForeignKey(User, models.CASCADE, null=True, related_name="visits")

    class Meta:
        pass

    def __str__(self) -> str:
        return "visit"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from accounts.visits import SessionStore  # it imports this module

        return SessionStore


class SignInTry(models.Model):
    """A try to sign in as staff. ``name`` is a digest of what was typed, never the address."""

    name = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "try"
