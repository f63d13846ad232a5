"""The addresses of a town that is closed: whatever was asked, one page says so; its mark and its colour are still there."""

from django.urls import include, path, re_path

from parvis.ui.views import closed

urlpatterns = [
    path("ui/", include("parvis.ui.urls")),
    re_path(r"^", closed, name="closed"),
]
