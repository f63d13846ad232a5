"""Write one of the town's own pages."""

from django.utils.translation import gettext as _

from parvis.directory import pages, policy
from parvis.directory.events import PageWritten
from parvis.directory.models import TownPage
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def write_page(page: TownPage, *, text: str, by: Actor) -> TownPage:
    """The page says this from now on; nothing, and it says its first text again. The same text says nothing new.

    Refuses a text that is too long, and one with a mark that stands for nothing.
    """
    require(policy.can_arrange(by))
    made_from = page.version
    if page.pk is None:  # nobody has written it yet, or somebody does at this very moment
        page, _new = TownPage.objects.get_or_create(slug=page.slug, defaults={"updated_at": clock.now()})
        page.version = made_from
    page = lock(page)
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if len(text) > pages.LONGEST:
        raise Refused(_("Ce texte est trop long : %(size)d caractères au plus.") % {"size": pages.LONGEST}, "text")
    if unknown := pages.unknown_marks(text):
        words = _("{%(mark)s} ne correspond à rien : choisissez dans la liste à côté.") % {"mark": unknown[0]}
        raise Refused(words, "text")
    text = "" if text == pages.first_text(page.slug).strip() else text
    if page.text != text:
        fact = PageWritten(text=text, previous_text=page.text)
        page.text = text
        page.save(update_fields=["text"])
        record(page, fact, by=by)
    return page
