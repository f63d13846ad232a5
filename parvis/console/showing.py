"""A page of the console, and a form handed to an operation."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.directory.models import Operator
from parvis.kernel.operations import Refused


def show(
    request: HttpRequest, operator: Operator, template: str, context: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """`here`: which of the three pages of the rail it belongs to."""
    return render(request, template, {"here": "towns", "operator": operator, **(context or {})}, status=status)


def attempt(form: forms.Form, act: Callable[[], object]) -> int:
    """200 when it is done; 422 with the form's errors, beside their fields."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.OK
