"""The components, as tags of templates."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from parvis.kernel.text import unbreakable as with_unbreakable_spaces
from parvis.ui import words
from parvis.ui.built import drawings, entry
from parvis.ui.markup import render as render_markup
from parvis.ui.qr import drawn as drawn_qr

register = template.Library()

STATES: Mapping[str, str] = {
    "new": "circle-dashed",
    "open": "hourglass",
    "waiting": "message-circle-question-mark",
    "done": "circle-check",
    "ended": "archive",
    "danger": "triangle-alert",
}
# How much of the ring is drawn: the form says the state to whoever does not see the colour.
ARCS: Mapping[str, str] = {
    "new": "5.2 3.55",
    "open": "58 200",
    "waiting": "31 200",
    "done": "200 0",
    "ended": "0 400",
}
NOTICES: Mapping[str, str] = {"info": "info", "done": "circle-check", "danger": "circle-alert", "note": "notebook-pen"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One of Lucide's drawings; decorative unless it has a label. Raises KeyError for a name that Lucide has not."""
    drawn = mark_safe(drawings()[name])
    if label:
        return format_html('<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, drawn)
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawn)


@register.simple_tag
def ring(pictogram: str, state: str) -> SafeString:
    """The pictogram of a theme in the state of a case. The words beside it say the same: it is decorative."""
    tick = format_html('<span class="tick">{}</span>', icon("check")) if state == "done" else ""
    return format_html(
        '<span class="ring is-{}" aria-hidden="true"><svg class="r" viewBox="0 0 40 40">'
        '<circle class="track" cx="20" cy="20" r="18.4"/>'
        '<circle class="arc" cx="20" cy="20" r="18.4" stroke-dasharray="{}" transform="rotate(-90 20 20)"/>'
        "</svg>{}{}</span>",
        state,
        ARCS[state],
        _pictogram(pictogram),
        tick,
    )


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """The drawing of a category or a theme, which a town may have named badly."""
    return icon(name if name in drawings() else "circle-dot")


@register.simple_tag
def badge(state: str, label: str, icon: str = "") -> SafeString:
    """A state as icon, word and colour."""
    return format_html('<span class="badge is-{}">{}{}</span>', state, _icon(icon or STATES[state]), label)


@register.simple_tag
def field(bound: BoundField, says_optional: bool = True) -> SafeString:
    """Label above, help before the control, error beside it; tied together for those who hear the page.

    `says_optional=False`: of what may be told later and must be told some day. What is hidden is its control alone.
    """
    if bound.is_hidden:
        return bound.as_widget()
    described = [f"{bound.auto_id}_{part}" for part, there in (("help", bound.help_text), ("error", bound.errors)) if there]
    attributes: dict[str, str | bool] = {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = "choices" if bound.use_fieldset else "check" if bound.widget_type == "checkbox" else "text"
    context = {"field": bound, "kind": kind, "described": " ".join(described)}
    context["is_optional"] = says_optional and not bound.field.required
    if kind != "choices":
        context["control"] = bound.as_widget(attrs=attributes)
    return render_to_string("ui/field.html", context)


@register.simple_tag
def form_errors(form: BaseForm) -> SafeString:
    """What is wrong with the form, above it, each with the way to its field; takes the focus when the page opens."""
    if not form.errors:
        return SafeString("")
    wrong = [(form[name], errors) for name, errors in form.errors.items() if name != "__all__"]
    return render_to_string("ui/form_errors.html", {"form": form, "wrong": wrong})


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """An instant in words; exact for machines."""
    return format_html('<time datetime="{}">{}</time>', words.local(at).isoformat(timespec="minutes"), words.moment_words(at))


@register.simple_tag
def day(on: date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), words.day_words(on))


@register.filter
def day_words(on: date) -> str:
    return words.day_words(on)


@register.filter
def of_town(name: str) -> str:
    return words.of_town(name)


@register.filter
def unbreakable(text: str) -> str:
    return with_unbreakable_spaces(text)


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    return drawn_qr(address, label)


@register.filter
def question(name: str) -> str:
    """The name of a category, asked: "Lampadaire éteint ?"."""
    return with_unbreakable_spaces(f"{name} ?")


@register.filter
def bare_address(url: str) -> str:
    """An address as one types it: without https://."""
    return url.partition("://")[2] or url


@register.filter
def site_name(url: str) -> str:
    """Whose site an address is of."""
    return bare_address(url).partition("/")[0].removeprefix("www.")


@register.filter
def markup(text: str) -> SafeString:
    return render_markup(text)


@register.simple_block_tag
def empty(content: str, icon: str, title: str, text: str = "") -> SafeString:
    """What will be here, and how to begin."""
    said = format_html("<p>{}</p>", text) if text else ""
    return format_html('<div class="empty">{}<h2>{}</h2>{}{}</div>', _icon(icon), title, said, content)


@register.simple_block_tag
def notice(content: str, kind: str = "info") -> SafeString:
    return format_html('<div class="notice {}">{}<div>{}</div></div>', kind, _icon(NOTICES[kind]), content)


@register.simple_tag
def assets(name: str) -> SafeString:
    """The style and script of an entry, its font asked for at once."""
    built = entry(name)
    font = format_html('<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', built.font)
    styles = format_html_join("", '<link rel="stylesheet" href="{}">', ((style,) for style in built.styles))
    script = format_html('<script type="module" src="{}"></script>', built.script) if built.script else ""
    return format_html("{}{}{}", font, styles, script)


_icon, _pictogram = icon, pictogram
