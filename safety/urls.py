"""Addresses of dates, screening, outcomes and signs."""

from django.urls import path

from safety.views import clearance, contacts, dates, dating, endings, screening, signs, standing

app_name = "safety"
urlpatterns = [
    path("", standing.standing, name="standing"),
    path("warning-signs/", signs.warning_signs, name="warning_signs"),
    path("screening/", dates.screening, name="screening"),
    path("screening/dates/", dating.dates, name="dates"),
    path("screening/dates/confirm/", dating.confirm_dates, name="confirm_dates"),
    path("screening/check/", screening.check_answers, name="check_answers"),
    path("screening/<slug:slug>/", screening.questions, name="questions"),
    path("dates/", dating.your_dates, name="your_dates"),
    path("contact/", contacts.contact, name="contact"),
    path("contact/mistake/", contacts.mistake, name="mistake"),
    path("clearance/", clearance.clearance, name="clearance"),
    path("clearance/sheet/", clearance.sheet, name="clearance_sheet"),
    path("unit/", standing.unit, name="unit"),
    path("after-birth/", endings.after_birth, name="after_birth"),
    path("birth/", endings.birth, name="birth"),
    path("no-longer-pregnant/", endings.no_longer, name="no_longer"),
    path("still-pregnant/", endings.take_back, name="take_back"),
    path("pause/", endings.pause, name="pause"),
]
