from django.urls import path

from exercises.views import exercise, library, sets

app_name = "exercises"
urlpatterns = [
    path("", library.library, name="library"),
    path("sets/", sets.all_sets, name="sets"),
    path("sets/<slug:slug>/", sets.one_set, name="set"),
    path("<slug:slug>/", exercise.exercise, name="exercise"),
]
