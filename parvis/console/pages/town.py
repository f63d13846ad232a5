"""/villes/N: one town: how it is, its names, who arranges it, what has stopped, what operators did."""

import os
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from parvis.console.acts import told
from parvis.console.door import at_console
from parvis.console.finding import find_town
from parvis.console.showing import show
from parvis.console.standing import alarms, state_of
from parvis.directory.installation import administrators_of, agents_of
from parvis.directory.models import Operator
from parvis.kernel.fronts import reads
from parvis.kernel.models import Authority
from parvis.notifications.installation import standings, stopped, waiting

# Past so many, how much they weigh is not worth the wait.
FILES = 50_000


class HostForm(forms.Form):
    host = forms.CharField(
        label=gettext_lazy("Un nom de plus"),
        max_length=253,
        widget=forms.TextInput(attrs={"class": "input", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Écrivez un nom de site, comme demandes.ma-commune.fr.")},
    )
    use_required_attribute = False


class AddressForm(forms.Form):
    email = forms.CharField(
        label=gettext_lazy("Adresse e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "email", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Écrivez l’adresse de la personne à inviter.")},
    )
    use_required_attribute = False


@reads
@at_console
def town(request: HttpRequest, operator: Operator, town_id: int) -> HttpResponse:
    return show_town(request, operator, find_town(town_id))


def show_town(
    request: HttpRequest, operator: Operator, one: Authority, *, form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """`form`: the one that was refused."""
    state, state_words = state_of(one)
    people = administrators_of(one)
    size, files = weight(one)
    context: dict[str, object] = {
        "one": one,
        "state": state,
        "state_words": state_words,
        "agents": agents_of([one]).get(one.pk, 0),
        "people": people,
        "standing": standings([one])[one.pk],
        "stopped": stopped(one),
        "waiting": waiting(one),
        "others": list(one.other_hosts.all()),
        "host_form": form if isinstance(form, HostForm) else HostForm(),
        "address_form": form if isinstance(form, AddressForm) else AddressForm(initial={"email": people.waiting}),
        "form": form or HostForm(),
        "acts": told(one),
        "size": size,
        "files": files,
        "has_more_files": files >= FILES,
        "alarms": alarms(),
        "practice_town": Authority.objects.filter(practises_for=one).first(),
    }
    return show(request, operator, "console/town.html", context, status=status)


def weight(one: Authority) -> tuple[int, int]:
    """Of its files: bytes, and how many."""
    size = count = 0
    folders = [str(Path(settings.PARVIS_DATA) / "files" / str(one.uid))]
    while folders and count < FILES:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:  # no file yet, or erased meanwhile
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_file(follow_symlinks=False):
                size, count = size + _size_of(entry), count + 1
    return size, count


def _size_of(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0
