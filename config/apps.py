"""The shell as an app, so that its checks are known before anything is served."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401  registers them
