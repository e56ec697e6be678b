"""The app that knows persons."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
