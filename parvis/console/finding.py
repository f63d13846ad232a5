"""The town that an address of the console names."""

from django.http import Http404

from parvis.directory.installation import towns
from parvis.kernel.models import Authority
from parvis.kernel.paging import LARGEST


def find_town(town_id: int) -> Authority:
    """404 when there is none."""
    found = towns().filter(pk=town_id).first() if town_id <= LARGEST else None
    if found is None:
        raise Http404
    return found
