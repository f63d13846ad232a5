"""What every page knows: the town whose page it is."""

from django.http import HttpRequest

from parvis.kernel.models import Authority


def town(request: HttpRequest) -> dict[str, Authority | str | None]:
    """`town` is None on the page that says that no town is served under this name."""
    authority: Authority | None = getattr(request, "authority", None)
    return {"town": authority, "town_sheet": f"/ui/ville-{authority.colour[1:]}.css" if authority else ""}
