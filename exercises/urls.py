from django.urls import path

from exercises import views

app_name = "exercises"
urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.exercise, name="exercise"),
]
