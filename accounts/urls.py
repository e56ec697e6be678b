from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.you, name="you"),
    path("erase/", views.erase, name="erase"),
    path("theme/", views.theme, name="theme"),
]
