"""The photo that an agent adds to a form: it waits under the form's key, so that no mistake and no clash loses it."""

from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import ActForm
from parvis.documents.operations.photos import discard, upload
from parvis.documents.pictures import read_picture
from parvis.documents.queries import waiting_on
from parvis.kernel.operations import Refused

SALT = "parvis.backoffice.photo"
KEPT = gettext_lazy("La photo est gardée. En choisir une autre la remplace.")


class PhotoForm(ActForm):
    """An action that may come with a photo, which waits under `form_key`; `waiting`: that key, as the page carries it."""

    photo = forms.FileField(
        label=gettext_lazy("Une photo du travail fait"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": gettext_lazy("Ce fichier est vide : choisissez une photo.")},
    )

    def furnish(self) -> None:
        if waiting_on(self.form_key):
            self.fields["photo"].help_text = KEPT

    @cached_property
    def form_key(self) -> UUID:
        given = str(self.data.get("waiting") or self.initial.get("waiting") or "")
        try:
            return UUID(signing.Signer(salt=SALT).unsign(given))
        except (signing.BadSignature, ValueError):
            return uuid4()

    @property
    def waiting(self) -> str:
        """Signed, so that nobody names another's."""
        return signing.Signer(salt=SALT).sign(self.form_key.hex)

    def clean_photo(self) -> None:
        """Kept at once, whatever else is wrong with the form; one that cannot be read leaves the one before."""
        file: UploadedFile[bytes] | None = self.cleaned_data["photo"]
        if file is None:
            return
        try:
            picture = read_picture(file, size=file.size or 0)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from None
        for former in waiting_on(self.form_key):
            discard(self.form_key, uid=former.uid, by=self.agent)
        upload(self.form_key, picture=picture, by=self.agent)
        self["photo"].help_text = KEPT
