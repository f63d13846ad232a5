"""How the plan looks, in MapLibre's words, by day and by night: quiet inks, under rings that are not."""

from dataclasses import dataclass

from parvis.demo.plan.drawing import DEEPEST

# The pages' own font, which is there already: no file of glyphs is asked for. The first name only says the weight.
PLAIN = ["Atkinson Hyperlegible Next Variable"]
BOLD = ["Parvis Bold", *PLAIN]
ATTRIBUTION = "Plan de Valbourg, ville inventée"
# By this a page knows what of a layer changes at night.
NIGHT_SAID = "parvis:night"

Json = dict[str, object]


@dataclass(frozen=True)
class Inks:
    """Those of the small maps too (small-map.css). `ground`, `names`: by kind; `ways`: streets, by kind."""

    land: str
    ground: dict[str, str]
    water: str
    ways: dict[str, str]
    side: str
    rail: tuple[str, str]
    edge: str
    house: tuple[str, str]
    public: tuple[str, str]
    tree: str
    word: str
    water_word: str
    names: dict[str, str]
    door: str
    halo: str


DAY = Inks(
    land="#f7f4ec",
    ground={
        "built": "#f3eee5", "meadow": "#ebf2dc", "wood": "#d5e9cb", "garden": "#e9f0e0", "park": "#d3ecd0",
        "cemetery": "#dfe9d8", "pitch": "#c5e6bd", "square": "#fdf6e3",
    },
    water="#b9deec",
    ways={"lane": "#ffffff", "street": "#ffffff", "main": "#fff3d3"},
    side="#e3dacb",
    rail=("#c6c0b8", "#fdfbf7"),
    edge="#b9a9c4",
    house=("#e7dfd4", "#d6cbbd"),
    public=("#e8cdb8", "#cfa98c"),
    tree="#b3dcb0",
    word="#3f3a33",
    water_word="#245a73",
    names={"park": "#2f5f36", "wood": "#2f5f36", "public": "#6a3d22", "square": "#3f3a33", "district": "#5d5870"},
    door="#6d655a",
    halo="#fffdf8",
)  # fmt: skip
NIGHT = Inks(
    land="#1b2022",
    ground={
        "built": "#20262a", "meadow": "#1f2a22", "wood": "#1d3024", "garden": "#1f2a24", "park": "#1e3427",
        "cemetery": "#222d28", "pitch": "#234030", "square": "#2f3027",
    },
    water="#17394a",
    ways={"lane": "#414b4f", "street": "#465055", "main": "#59533f"},
    side="#14191b",
    rail=("#596165", "#262d30"),
    edge="#6b5d78",
    house=("#30383c", "#3c464a"),
    public=("#4a3a30", "#6a5243"),
    tree="#2c5138",
    word="#dfe2e0",
    water_word="#a8d4e8",
    names={"park": "#a9d8ae", "wood": "#a9d8ae", "public": "#efc9ad", "square": "#dfe2e0", "district": "#c9c3dd"},
    door="#aaaeac",
    halo="#161b1d",
)  # fmt: skip


def style(tiles: str) -> Json:
    """`tiles`: their address, in which {z}, {x} and {y} stand for numbers. By day; each layer says its inks of the night."""
    source = {"type": "vector", "tiles": [tiles], "minzoom": 10, "maxzoom": DEEPEST, "attribution": ATTRIBUTION}
    layers = [
        {**day, "metadata": {NIGHT_SAID: night["paint"]}} for day, night in zip(_layers(DAY), _layers(NIGHT), strict=True)
    ]
    return {"version": 8, "name": "Valbourg", "sources": {"plan": source}, "layers": layers}


def _layers(inks: Inks) -> list[Json]:
    return [*_areas(inks), *_lines(inks), *_above(inks), *_words(inks)]


def _areas(inks: Inks) -> list[Json]:
    colours: list[object] = [part for pair in inks.ground.items() for part in pair]
    return [
        {"id": "land", "type": "background", "paint": {"background-color": inks.land}},
        _layer("ground", "fill", paint={"fill-color": ["match", ["get", "kind"], *colours, inks.ground["built"]]}),
        _layer("water", "fill", paint={"fill-color": inks.water}),
    ]


def _lines(inks: Inks) -> list[Json]:
    """The sides of all streets first: at a crossing no side is drawn over a street."""
    sides = [_road(kind, "side", inks.side, 2.0) for kind in inks.ways]
    streets = [_road(kind, "way", colour) for kind, colour in inks.ways.items()]
    bed, tie = inks.rail
    rail = _layer("roads", "line", "rail", paint={"line-color": bed, "line-width": _grows(1, 4)})
    ties = _layer("roads", "line", "rail", paint={"line-color": tie, "line-width": _grows(0.6, 2.6), "line-dasharray": [4, 4]})
    edge = _layer("roads", "line", "boundary", paint={"line-color": inks.edge, "line-width": 1.5, "line-dasharray": [5, 3]})
    return [edge, *sides, *streets, {**rail, "id": "rail"}, {**ties, "id": "ties"}]


def _above(inks: Inks) -> list[Json]:
    colour, edge = (["match", ["get", "kind"], "public", inks.public[part], inks.house[part]] for part in (0, 1))
    size = ["interpolate", ["exponential", 2], ["zoom"], 15, 1.5, 18, 9]
    return [
        _layer("buildings", "fill", paint={"fill-color": colour, "fill-outline-color": edge}, minzoom=14.5),
        _layer("trees", "circle", paint={"circle-color": inks.tree, "circle-radius": size, "circle-opacity": 0.9}),
    ]


def _words(inks: Inks) -> list[Json]:
    along: Json = {"symbol-placement": "line", "text-field": ["get", "name"], "text-max-angle": 35}
    main: list[object] = ["==", ["get", "kind"], "main"]
    way: list[object] = ["in", ["get", "kind"], ["literal", ["street", "lane"]]]
    water: list[object] = ["in", ["get", "kind"], ["literal", ["river", "brook"]]]
    sized = ["interpolate", ["linear"], ["zoom"], 14, 11, 18, 15]
    flowing: Json = {**along, "text-font": PLAIN, "text-size": 15, "text-letter-spacing": 0.2}
    door: Json = {"text-field": ["get", "number"], "text-font": PLAIN, "text-size": 11}
    return [
        _word(inks, "roads", "streets", way, 15, {**along, "text-font": PLAIN, "text-size": sized}, inks.word),
        _word(inks, "roads", "mains", main, 13.5, {**along, "text-font": BOLD, "text-size": sized}, inks.word),
        _word(inks, "roads", "waters", water, 13, flowing, inks.water_word),
        _name(inks, "park", 14.5, 13),
        _name(inks, "wood", 13, 13),
        _name(inks, "public", 15, 13),
        _name(inks, "square", 16, 12),
        {**_name(inks, "district", 12, 14), "maxzoom": 14.5},
        _word(inks, "doors", "doors", None, 17.3, door, inks.door),
    ]


def _name(inks: Inks, kind: str, minzoom: float, size: int) -> Json:
    layout: Json = {"text-field": ["get", "name"], "text-font": BOLD, "text-size": size, "text-max-width": 7}
    return _word(inks, "names", f"name-{kind}", ["==", ["get", "kind"], kind], minzoom, layout, inks.names[kind])


def _word(inks: Inks, layer: str, name: str, which: list[object] | None, minzoom: float, layout: Json, ink: str) -> Json:
    paint: Json = {"text-color": ink, "text-halo-color": inks.halo, "text-halo-width": 1.6}
    made = _layer(layer, "symbol", paint=paint, minzoom=minzoom)
    return {**made, "id": name, "layout": layout, **({"filter": which} if which else {})}


def _road(kind: str, part: str, colour: str, wider: float = 0.0) -> Json:
    small, large = {"lane": (0.6, 16.0), "street": (0.9, 20.0), "main": (2.2, 30.0)}[kind]
    paint: Json = {"line-color": colour, "line-width": _grows(small + wider / 2, large + wider)}
    layout: Json = {"line-cap": "round", "line-join": "round"}
    return {**_layer("roads", "line", kind, paint=paint), "id": f"{kind}-{part}", "layout": layout}


def _grows(small: float, large: float) -> list[object]:
    """From zoom 12.5 to 17.5, as the ground does."""
    return ["interpolate", ["exponential", 1.7], ["zoom"], 12.5, small, 17.5, large]


def _layer(layer: str, kind: str, of: str = "", *, paint: Json, minzoom: float = 0) -> Json:
    made: Json = {"id": layer + of, "type": kind, "source": "plan", "source-layer": layer, "paint": paint}
    if of:
        made["filter"] = ["==", ["get", "kind"], of]
    return {**made, **({"minzoom": minzoom} if minzoom else {})}
