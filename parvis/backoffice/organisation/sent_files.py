"""What is asked of a file that is sent to a page of the settings."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNFIT = {"required": gettext_lazy("Choisissez un fichier."), "empty": gettext_lazy("Ce fichier est vide.")}


def at_most(size: int, words: "StrOrPromise") -> Callable[["UploadedFile[bytes]"], None]:
    """`size`: in bytes; `words`: said of what is heavier."""

    def check(sent: "UploadedFile[bytes]") -> None:
        if (sent.size or 0) > size:
            raise forms.ValidationError(words)

    return check
