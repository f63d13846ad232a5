"""The addresses of the room."""

from django.urls import path

from parvis.demo import letters, maps

app_name = "demo"

urlpatterns = [
    path("demo/courriers", letters.letters, name="letters"),
    path("demo/courriers/<uuid:uid>", letters.letter, name="letter"),
    path("demo/plan/style.json", maps.plan_style, name="plan_style"),
    path("demo/plan/<int:z>/<int:x>/<int:y>", maps.plan_tile, name="plan_tile"),
]
