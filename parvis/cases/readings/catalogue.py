"""The tree of categories, read in one query: themes, what lies below them, and what may be asked for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parvis.cases.models import Category
from parvis.cases.readings.wording import words_of
from parvis.kernel import clock
from parvis.kernel.tenancy import current
from parvis.kernel.text import fold


@dataclass(frozen=True)
class Group:
    """A theme and the categories to choose from; `theme` is None for those that stand alone."""

    theme: Category | None
    categories: list[Category]


class Catalogue:
    """Made for one request."""

    @cached_property
    def _all(self) -> dict[int, Category]:
        """In French order, which neither database knows here: "Éclairage" comes with the e's."""
        rows = sorted(Category.objects.order_by("pk"), key=lambda category: (category.position, fold(category.name)))
        return {category.pk: category for category in rows}

    @cached_property
    def _children(self) -> dict[int | None, list[Category]]:
        children: dict[int | None, list[Category]] = defaultdict(list)
        for category in self._all.values():
            children[category.parent_id].append(category)
        return children

    def below(self, pk: int) -> set[int]:
        """The category and all below it; nothing for an id that is not one of ours."""
        if pk not in self._all:
            return set()
        return {pk}.union(*(self.below(child.pk) for child in self._children[pk]))

    def outside(self, pk: int) -> set[int]:
        """All the others."""
        return set(self._all) - self.below(pk)

    @cached_property
    def private(self) -> set[int]:
        return {pk for pk, category in self._all.items() if not category.is_public}

    @cached_property
    def pictograms(self) -> dict[int, str]:
        return {pk: category.pictogram for pk, category in self._all.items()}

    def theme_of(self, category: Category) -> Category:
        return category if category.parent_id is None else self.theme_of(self._all[category.parent_id])

    def named(self, word: str) -> list[int]:
        """The categories whose name or synonyms, or whose theme's, have the folded word in them."""
        return [
            pk
            for pk, category in self._all.items()
            if word in self._spoken(category) or word in self._spoken(self.theme_of(category))
        ]

    @staticmethod
    def _spoken(category: Category) -> str:
        return fold(f"{category.name} {category.synonyms}")

    @cached_property
    def public_themes(self) -> list[Category]:
        """The themes under which something is public."""
        shown = {self.theme_of(category).pk for category in self._all.values() if category.is_public}
        return [theme for theme in self._children[None] if theme.pk in shown]

    @cached_property
    def names(self) -> list[str]:
        """Of all that may be asked for: suggestions for a search field."""
        return sorted({category.name for group in self.to_choose for category in group.categories}, key=fold)

    @cached_property
    def to_choose(self) -> list[Group]:
        """What may be asked for now: the leaves of the tree, by theme; those that are themes themselves come last."""
        groups, alone = [], []
        for theme in self._children[None]:
            if not self._is_offered(theme):
                continue
            leaves = self._leaves(theme)
            if leaves == [theme]:
                alone.append(theme)
            elif leaves:
                groups.append(Group(theme, leaves))
        return [*groups, *([Group(None, alone)] if alone else [])]

    def to_choose_by(self, typed: str) -> list[Group]:
        """Of what may be asked for, that whose name or synonyms, or theme's, have each of the words typed."""
        fitting = set(self._all)
        for word in words_of(typed):
            fitting &= set(self.named(word))
        groups = [Group(group.theme, [kept for kept in group.categories if kept.pk in fitting]) for group in self.to_choose]
        return [group for group in groups if group.categories]

    def choice(self, pk: int) -> Category | None:
        """The category of that id, if it may be asked for."""
        return next((category for group in self.to_choose for category in group.categories if category.pk == pk), None)

    @property
    def asking(self) -> list[int]:
        """Those with questions of their own."""
        return [pk for pk, category in self._all.items() if category.form_id is not None]

    @property
    def dangerous(self) -> list[int]:
        """Those about which one first calls for help."""
        return [pk for pk, category in self._all.items() if category.is_danger]

    def _leaves(self, category: Category) -> list[Category]:
        """A theme whose categories are out of season, or for agents, is not chosen in their place."""
        children = [child for child in self._children[category.pk] if child.ended_on is None]
        if not children:
            return [category]
        return [leaf for child in children if self._is_offered(child) for leaf in self._leaves(child)]

    def _is_offered(self, category: Category) -> bool:
        return category.ended_on is None and not category.is_for_agents and category.is_in_season(self._today)

    @cached_property
    def _today(self) -> date:
        return clock.today(current())
