"""What residents of Valbourg asked for in the last seven weeks: invented, as their names are."""

from parvis.demo.stories.ended import ENDED
from parvis.demo.stories.new import NEW
from parvis.demo.stories.under_way import UNDER_WAY

STORIES = [*NEW, *UNDER_WAY, *ENDED]
