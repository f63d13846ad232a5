"""The tree of categories as residents read it."""

from parvis.cases.operations.configure import create_category
from parvis.cases.readings.catalogue import Catalogue
from tests.world import MAKER, World


def test_categories_are_in_french_order_whatever_the_database(world: World) -> None:
    theme = create_category("Eau", by=MAKER)
    for name in ("Zone inondée", "Égout bouché", "Fontaine en panne", "évacuation"):
        create_category(name, under=theme, by=MAKER)
    (group,) = [group for group in Catalogue().to_choose if group.theme == theme]
    assert [category.name for category in group.categories] == [
        "Égout bouché",
        "évacuation",
        "Fontaine en panne",
        "Zone inondée",
    ]
    names = Catalogue().names
    assert names.index("Égout bouché") < names.index("Fontaine en panne")
