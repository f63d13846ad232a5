"""The addresses of the room."""

from django.urls import path

from parvis.demo import letters

app_name = "demo"

urlpatterns = [
    path("demo/courriers", letters.letters, name="letters"),
    path("demo/courriers/<uuid:uid>", letters.letter, name="letter"),
]
