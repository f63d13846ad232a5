"""All the parts of a configuration, in the order of the file: whatever is referred to stands before."""

from parvis.cases.carrying import categories, groups, rights, routes, stages
from parvis.directory.carrying import people, town, units, ways_in
from parvis.kernel.carrying import Part
from parvis.notifications import carrying as letters
from parvis.notifications import carrying_replies as replies
from parvis.places import carrying as ground

PARTS: tuple[Part, ...] = (
    *town.PARTS,
    *ground.PARTS,
    *units.PARTS,
    *people.PARTS,
    *stages.PARTS,
    *categories.PARTS,
    *groups.PARTS,
    *routes.PARTS,
    *rights.PARTS,
    *letters.PARTS,
    *replies.PARTS,
    *ways_in.PARTS,
)
BY_KEY = {part.key: part for part in PARTS}
