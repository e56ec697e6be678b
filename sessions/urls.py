"""The addresses of what she does. A session is named by an id that says nothing."""

from django.urls import path

from sessions.views import (
    after,
    check_in,
    cleared,
    getting_ready,
    log,
    morning,
    player,
    progress,
    stop,
    today,
)

app_name = "sessions"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("today/getting-ready/", getting_ready.getting_ready, name="getting_ready"),
    path("sessions/check-in/", check_in.check_in, name="check_in"),
    path("sessions/cleared/", cleared.cleared, name="cleared"),
    path("sessions/<uuid:pk>/", player.player, name="player"),
    path("sessions/<uuid:pk>/events/", player.events, name="events"),
    path("sessions/<uuid:pk>/stop/", stop.stop, name="stop"),
    path("sessions/<uuid:pk>/stop/<slug:slug>/", stop.sign, name="sign"),
    path("sessions/<uuid:pk>/after/", after.after, name="after"),
    path("sessions/<uuid:pk>/morning/", morning.morning, name="morning"),
    path("sessions/<uuid:pk>/summary/", after.summary, name="summary"),
    path("log/", log.log, name="log"),
    path("log/pain/<uuid:pk>/", log.edit_pain, name="edit_pain"),
    path("log/session/<uuid:pk>/", log.edit_unguided, name="edit_unguided"),
    path("progress/", progress.progress, name="progress"),
]
