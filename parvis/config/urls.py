"""The addresses of Parvis, room by room."""

from django.urls import include, path

from parvis.config.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("agents/compte/", include("allauth.account.urls")),
]
