"""Every row of a town is found through that town only, and every constraint begins with it."""

import pytest
from django.apps import apps
from django.db import models

from parvis.kernel.models import Authority
from parvis.kernel.tenancy import NoAuthority, TenantModel, inside
from tests.world import World, make_authority, make_world

# Rows of the installation rather than of a town, and why.
OF_NO_TOWN = {
    "kernel.Authority": "the town itself",
    "kernel.Beat": "the worker's sign of life",
    "kernel.Tally": "a keyed hash of who tries, in whichever town",
    "kernel.OtherHost": "a name that leads to a town: no two of them have the same",
    "directory.Operator": "keeps the installation, and belongs to no town",
    "directory.User": "credentials only; what a person is in a town is their Agent",
}

ours = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]
tenants = [model for model in ours if issubclass(model, TenantModel)]


def name(model: type[models.Model]) -> str:
    return model._meta.label


def test_a_model_belongs_to_a_town_or_says_why_not() -> None:
    assert {name(model) for model in ours if not issubclass(model, TenantModel)} == set(OF_NO_TOWN)


@pytest.mark.parametrize("model", tenants, ids=name)
def test_a_query_outside_any_town_raises(model: type[TenantModel]) -> None:
    with pytest.raises(NoAuthority):
        model.objects.exists()
    with pytest.raises(NoAuthority):
        model._default_manager.exists()


@pytest.mark.parametrize("model", tenants, ids=name)
def test_the_manager_that_django_takes_by_default_sees_one_town(model: type[TenantModel]) -> None:
    """Related managers and get_object_or_404 go by it. Foreign keys are followed through the base manager."""
    assert model._default_manager.name == "objects"
    assert model._base_manager.name == "everywhere"


@pytest.mark.parametrize("model", tenants, ids=name)
def test_what_is_unique_is_so_within_a_town(model: type[TenantModel]) -> None:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert constraint.fields[:1] == ("authority",), constraint.name
    assert not model._meta.unique_together
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            assert field.name in ("uid", "message_id"), "unique in the world by being drawn at random"


@pytest.mark.parametrize("model", tenants, ids=name)
def test_no_manager_of_a_model_or_of_its_relations_shows_another_town_s_rows(model: type[TenantModel]) -> None:
    """`everywhere` is the one way out, which one can search for."""
    for manager in model._meta.managers:
        if manager.name != "everywhere":
            with pytest.raises(NoAuthority):
                manager.exists()


def test_two_towns_hold_the_same_names_and_numbers_and_never_meet(world: World) -> None:
    ours = world.report()
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = other.report()
    assert ours.number == theirs.number
    for model in tenants:
        here = set(model.objects.values_list("authority_id", flat=True))
        assert here <= {world.authority.pk}, name(model)
    assert not type(theirs).objects.filter(pk=theirs.pk).exists()
    assert world.helene.user is not None and list(world.helene.user.agents.all()) == [world.helene]


def test_leaving_a_town_leads_back_to_the_one_before(db: None) -> None:
    first, second = make_authority(), make_authority("Autreville", "autreville.test")
    with inside(first):
        with pytest.raises(ZeroDivisionError), inside(second):
            raise ZeroDivisionError
        assert [model.authority for model in [tenants[0](authority_id=first.pk)]] == [Authority.objects.get(pk=first.pk)]
        assert tenants[0]().authority_id == first.pk
    with pytest.raises(NoAuthority):
        tenants[0]()
