from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "guided_sessions"  # "sessions" is the label of Django's own app
