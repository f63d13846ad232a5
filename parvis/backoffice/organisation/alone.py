"""What a form does not ask where there is one agent and one unit: it holds the only answer, unseen."""

from django import forms


def unseen(form: forms.Form, *names: str) -> None:
    """They keep what they hold, and what is posted of them is read as before."""
    for name in names:
        if name in form.fields:
            form.fields[name].widget = forms.HiddenInput()
