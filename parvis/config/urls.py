"""The addresses of Parvis, room by room."""

from django.urls import include, path

from parvis.config.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("ui/", include("parvis.ui.urls")),
    path("agents/", include("parvis.backoffice.urls")),
    path("", include("parvis.demo.urls")),
    path("", include("parvis.portal.urls")),
]

handler400 = "parvis.ui.views.bad_request"
handler403 = "parvis.ui.views.forbidden"
handler404 = "parvis.ui.views.not_found"
handler500 = "parvis.ui.views.broken"
