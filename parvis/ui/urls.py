"""The addresses of the kit."""

from django.urls import path, re_path

from parvis.ui import views

urlpatterns = [
    re_path(r"^ville-(?P<digits>[0-9a-f]{6})\.css$", views.town_sheet, name="town_sheet"),
    path("marque", views.mark, name="mark"),
    path("icone-<int:size>.png", views.icon, name="icon"),
    path("galerie", views.gallery, name="gallery"),
]
