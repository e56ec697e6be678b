"""Every address of the product. Addresses hold no health facts and no names."""

from django.urls import include, path

from accounts.views import staff, staff_sign_out
from config import views
from sessions.proposal import lately_of

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("sources/", views.sources, name="sources"),
    path("leave/", views.leave, name="leave"),
    path("staff/", staff, name="staff"),
    path("staff/sign-out/", staff_sign_out, name="staff_sign_out"),
    path("staff/content/", views.staff_content, name="staff_content"),
    path("staff/figures/", views.staff_figures, name="staff_figures"),
    path("offline/", views.offline, name="offline"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("health/", views.health, name="health"),
    path("account/", include("accounts.urls")),
    path("safety/", include("safety.urls")),
    # What her practice says of them: handed in here, because exercises may not know sessions.
    path("exercises/", include("exercises.urls"), {"lately_of": lately_of}),
    path("questions/", include("faq.urls")),
    path("", include("sessions.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
