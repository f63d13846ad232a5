"""Correct one district by hand, draw another, end one; give the zoning another name."""

from django.utils.translation import gettext as _

from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current
from parvis.places import policy
from parvis.places.events import DistrictChanged, ZoningRedrawn, ZoningRenamed
from parvis.places.location import Ground
from parvis.places.models import District, Zoning
from parvis.places.operations.import_zoning import place_again
from parvis.places.outlines import Outline, is_same
from parvis.places.survey import survey


@operation
def draw_district(zoning: Zoning, *, outline: Outline, by: Actor) -> District:
    """Add a district; one that had ended under this code begins again. Refused when the code is in use."""
    zoning = lock(zoning)
    require(policy.can_draw(by))
    known = District.objects.filter(zoning=zoning, code=outline.code).first()
    if known is not None and known.ended_on is None:
        raise Refused(_("Le code « %s » est déjà celui d’un secteur de ce découpage.") % outline.code, "code")
    district = known or District(zoning=zoning, code=outline.code)
    district.name, district.geometry, district.ended_on = outline.name, outline.geometry, None
    district.save()
    record(zoning, ZoningRedrawn(added=[outline.code], changed=[], ended=[]), by=by)
    place_again(zoning)
    return district


@operation
def change_district(zoning: Zoning, *, district: District, outline: Outline, by: Actor) -> District:
    """Another name, another code, another outline. The same again changes nothing; what is open is only placed again
    when the outline moves."""
    zoning = lock(zoning)
    require(policy.can_draw(by))
    district = District.objects.get(pk=district.pk, zoning=zoning, ended_on__isnull=True)
    if outline.code == district.code and is_same(district, outline):
        return district
    if District.objects.filter(zoning=zoning, code=outline.code).exclude(pk=district.pk).exists():
        raise Refused(_("Le code « %s » est déjà celui d’un secteur de ce découpage.") % outline.code, "code")
    is_moved = not is_same(district, Outline(district.code, district.name, outline.geometry))
    before, after = (_told(one) for one in (Outline(district.code, district.name, district.geometry), outline))
    kept = [key for key in after if after[key] != before[key] or (key == "area" and is_moved)]
    fact = DistrictChanged(
        district_id=district.pk, before={key: before[key] for key in kept}, after={key: after[key] for key in kept}
    )
    district.code, district.name = outline.code, outline.name
    if is_moved:
        district.geometry = outline.geometry
    district.save(update_fields=["code", "name", "geometry"])
    record(zoning, fact, by=by)
    if is_moved:
        place_again(zoning)
    return district


@operation
def end_district(zoning: Zoning, *, district: District, by: Actor) -> District:
    """It is drawn no more from today; what was in it keeps its name. Ended already, nothing changes."""
    zoning = lock(zoning)
    require(policy.can_draw(by))
    district = District.objects.get(pk=district.pk, zoning=zoning)
    if district.ended_on is not None:
        return district
    district.ended_on = clock.today(current())
    district.save(update_fields=["ended_on"])
    record(zoning, ZoningRedrawn(added=[], changed=[], ended=[district.code]), by=by)
    place_again(zoning)
    return district


@operation
def rename_zoning(zoning: Zoning, *, name: str, by: Actor) -> Zoning:
    """Refused when another zoning has the name. The same name again changes nothing."""
    zoning = lock(zoning)
    require(policy.can_draw(by))
    name = name.strip()
    if name == zoning.name:
        return zoning
    if Zoning.objects.filter(name=name).exclude(pk=zoning.pk).exists():
        raise Refused(_("Un découpage s’appelle déjà « %s ».") % name, "name")
    fact = ZoningRenamed(before={"name": zoning.name}, after={"name": name})
    zoning.name = name
    zoning.save(update_fields=["name"])
    record(zoning, fact, by=by)
    return zoning


def _told(outline: Outline) -> dict[str, str]:
    area = survey([outline], Ground(None)).areas[outline.code]
    return {"name": outline.name, "code": outline.code, "area": f"{area:.0f}"}
