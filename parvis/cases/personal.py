"""What in some words may lead to a person: telephones, e-mail addresses, links, number plates, names after a civility.

It proposes, an agent decides. Each pattern reads a bounded number of letters from any place, so that hostile words take
no more time than others of their length.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from parvis.kernel.text import fold


class Sort(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    PLATE = "plate"
    NAME = "name"


@dataclass(frozen=True, order=True)
class Found:
    """From `start` to `end`, in characters of the words."""

    start: int
    end: int
    sort: Sort


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_S = r"[ .\-\u00a0\u202f\u2009]"  # what people write between digits
_DATE = r"\d{2}[./\-]\d{2}[./\-](?:19|20)\d{2}(?![./\-]?\d)"
_PHONE = re.compile(
    rf"""(?<![\d+])(?!{_DATE})(?:
        0{_S}?[1-9](?:(?:{_S}|/)?{_S}?\d\d){{4}}              # 06 12 34 56 78, 06/12/34/56/78, 0262123456
      | 0[1-9]{_S}?\d\d{_S}\d{{3}}{_S}\d{{3}}                  # 06 12 345 678
      | 0[1-9]\d\d{_S}\d{{3}}{_S}\d{{3}}                       # 0612 345 678
      | (?:\+|00){_S}?[1-9]\d{{0,2}}(?:{_S}?\(0\))?(?:{_S}{{0,2}}\d){{6,12}}   # +33 (0)6…, +262…, +508 41 23 45
    )(?!\d)""",
    re.VERBOSE,
)
# "nom (at) exemple.fr", and what is left of an address: "nom@exemple".
_EMAIL = re.compile(
    r"[\w.+\-]{1,64}(?:@|\s?(?:\(at\)|\[at\]|\barobase\b)\s?)[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,4}|(?<!\w)@\w[\w.]{1,29}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"https?:/?/?[^\s<>«»\"]{0,2000}|\bwww\.[^\s<>«»\"]{1,2000}"
    r"|(?<![\w.\-])(?:[\w\-]{1,63}\.){1,4}(?:fr|com|org|net|eu|info)(?:/[^\s<>«»\"]{0,2000})?(?![\w\-])",
    re.IGNORECASE,
)
_L = "A-HJ-NP-TV-Z"  # no I, O nor U on a plate
_PLATE = re.compile(
    rf"""(?<![\w\-])(?:
        (?i:[{_L}]{{2}}-\d{{3}}-[{_L}]{{2}}) | (?i:[{_L}]{{2}}\d{{3}}[{_L}]{{2}})     # SIV: AB-123-CD, ab123cd
      | [{_L}]{{2}}[ .]\d{{3}}[ .][{_L}]{{2}}                                         # AB 123 CD
      | \d{{2,4}}[ \-]?[{_L}]{{2,3}}[ \-]?(?:2[AB]|97[1-6]|0[1-9]|[1-8]\d|9[0-5])      # FNI: 1234 AB 75
    )(?![\w\-])""",
    re.VERBOSE,
)
# "LE 123 DE LA RUE", "12 AV 75": words of an address in capitals.
_OF_AN_ADDRESS = _words(
    """
    ALL AV AVE AVS BAT BD BIS BLD CH CHE CRS DE DES DS EN ES ET LA LE LES NE PK PL PLA QR RES RN RD RTE SE SQ
    TER VA
    """
)
_CIVILITY = re.compile(
    r"""(?:\b(?P<before>[^\W\d_]{1,20})\.?\s{1,3}(?:d[eu]s?\s{1,3}|la\s{1,3})?)?
    (?P<civility>\b(?:mesdames|messieurs|mademoiselle|monsieur|madame|docteur|melle|mmes?|mlles?|mrs?|dr)\b\.?
      | (?<![\w'’])(?<!\d\s)m\. | (?-i:(?<![\w'’])MM\. | (?<![\w'’])(?<!\d\s)M(?=[ \u00a0][A-ZÀ-Þ])))
    [^\S\n]{0,3}(?=[^\W\d_])""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = r"[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_])){0,39}"
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.(?:-[A-ZÀ-Þ]\.)?[^\S\n]{0,2}")
_NEXT = re.compile(rf"[^\S\n]{{0,2}}{_WORD}")
_ELISION = re.compile(r"^[dl]['’]", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?:je\s{1,3}m['’]appelle|je\s{1,3}me\s{1,3}nomme|mon\s{1,3}nom\s{1,3}est|nommée?s?|prénommée?"
    r"|cordialement|bien\s{1,3}à\s{1,3}vous|salutations(?:\s{1,3}distinguées)?|signé)\s{0,3}[,.:;\n]?\s{0,4}",
    re.IGNORECASE,
)
_PARTICLES = _words(
    """
    de du des d' le la les van von der den el al ben bel ould da dos di del della saint sainte st
    """
)
# Streets and schools bear names too: "rue Mme de Sévigné" is a place.
_WAYS = _words(
    """
    rue r avenue av ave boulevard bd bld boul place pl allée all impasse imp quai square sq cours chemin ch che
    passage pass villa cité école ecole collège college lycée lycee crèche stade gymnase résidence residence hôpital
    hopital clinique pont parc jardin station métro metro arrêt arret théâtre statue monument fontaine fbg faubourg
    route rte sentier voie esplanade
    """
)
# After "madame" or "monsieur": what is no name; what is none in small letters or after an article. "M. Boulanger" is one.
_NO_NAMES = _words(
    fold(
        """
        le la les l un une des du de d au aux à a ce cet cette ces mon ma mes ton sa son ses notre nos votre vos leur
        leurs je j tu il elle on nous vous ils elles me m te se s y en qui que qu quoi dont où et ou mais donc or ni car
        si comme ne n pas plus ici là est es sont était a avait ai as ont suis sommes serait sera fait dit vient habite
        passe vit dort âgé âgée bonjour bonsoir merci madame monsieur messieurs mesdames mademoiselle dans sur sous par
        pour avec sans chez depuis vers devant derrière entre suite concernant pouvez pourriez pouvons peut veuillez svp
        aujourd hier ceci cela ça tout toute tous toutes personne handicapé handicapée très trop bien toujours encore
        aussi quand lorsque afin après avant lui eux nos c
        """
    )
)
_TITLES = _words(
    fold(
        """
        maire mairesse adjoint adjointe préfet préfète président présidente directeur directrice chef cheffe ministre
        député députée sénateur sénatrice conseiller conseillère commissaire gardien gardienne concierge agent agente
        policier facteur boulanger voisin voisine propriétaire locataire
        """
    )
)


def find(text: str, *, known: Iterable[str] = ()) -> list[Found]:
    """In the order of the words, none over another. `known`: names to find wherever they stand, such as the requester's."""
    spans = sorted(_all(text, known), key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in spans:
        if kept and one.start < kept[-1].end:
            kept[-1] = Found(kept[-1].start, max(kept[-1].end, one.end), kept[-1].sort)
        else:
            kept.append(one)
    return kept


def _all(text: str, known: Iterable[str]) -> Iterator[Found]:
    for sort, pattern in ((Sort.PHONE, _PHONE), (Sort.EMAIL, _EMAIL)):
        yield from (Found(*match.span(), sort) for match in pattern.finditer(text))
    for match in _LINK.finditer(text):
        yield Found(match.start(), match.start() + len(match[0].rstrip(".,;:!?)…")), Sort.LINK)
    for match in _PLATE.finditer(text):
        if " " not in match[0] or not _OF_AN_ADDRESS & set(match[0].split()):
            yield Found(*match.span(), Sort.PLATE)
    yield from _names(text)
    yield from _known(text, known)


def _names(text: str) -> Iterator[Found]:
    for match in _CIVILITY.finditer(text):
        if (match["before"] or "").casefold() not in _WAYS:
            # Nobody writes "Mme" but before a name; "madame" in a sentence is often just madam.
            end = _end_of_name(text, match.end(), small=2 if len(match["civility"]) <= 5 else 1)
            if end:
                yield Found(match.start("civility"), end, Sort.NAME)
    for match in _INTRODUCED.finditer(text):
        if end := _end_of_name(text, match.end(), small=0):
            yield Found(match.end(), end, Sort.NAME)


def _end_of_name(text: str, start: int, *, small: int) -> int:
    """Where the name that begins there ends, 0 when there is none: five words at most, with their particles and initials.

    `small`: whether its first word may be in small letters: never (0), unless it follows an article (1), always (2).
    """
    place, end = start, 0
    has_article = False
    for _ in range(5):
        if initial := _INITIAL.match(text, place):
            place = end = initial.end()
            continue
        match = _NEXT.match(text, place)
        if match is None:
            break
        place, whole = match.end(), match[0].strip()
        word = _ELISION.sub("", whole)
        has_article = has_article or (whole[:1] in "lL" and word != whole)
        if word.casefold() in _PARTICLES:
            has_article = has_article or word.casefold() in ("le", "la", "les", "du", "des")
        elif not _is_name(word, has_article=has_article, may_be_small=not end and small > has_article):
            break
        else:
            end = place
    return end


def _is_name(word: str, *, has_article: bool, may_be_small: bool) -> bool:
    is_capital, folded = word[:1].isupper(), fold(word)
    if is_capital and not has_article:
        return folded not in _NO_NAMES
    beginning = re.split(r"['’]", folded)[0]  # "n’est", "qu’il"
    return (is_capital or may_be_small) and not {folded, beginning} & (_NO_NAMES | _TITLES)


def _known(text: str, known: Iterable[str]) -> Iterator[Found]:
    """Whole words, whatever their accents and capitals; those of three letters or more."""
    wanted = {fold(part) for name in known for part in re.findall(_WORD, name) if len(part) > 2}
    if wanted:
        yield from (Found(*match.span(), Sort.NAME) for match in re.finditer(_WORD, text) if fold(match[0]) in wanted)
