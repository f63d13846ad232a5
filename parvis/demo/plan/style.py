"""How the plan looks, in MapLibre's words: pale inks, above which only the rings of the cases are strong."""

from parvis.demo.plan.drawing import DEEPEST

# The pages' own font, which is there already: no file of glyphs is asked for. The first name only says the weight.
PLAIN = ["Atkinson Hyperlegible Next Variable"]
BOLD = ["Parvis Bold", *PLAIN]
ATTRIBUTION = "Plan de Valbourg, ville inventée"
INK, WATER_INK, PARK_INK, STONE_INK, HALO = "#3f3a33", "#245a73", "#2f5f36", "#6a3d22", "#fffdf8"

Json = dict[str, object]
GROUND = {
    "built": "#f3eee5", "meadow": "#ebf2dc", "wood": "#d5e9cb", "garden": "#e9f0e0", "park": "#d3ecd0", "cemetery": "#dfe9d8",
    "pitch": "#c5e6bd", "square": "#fdf6e3",
}  # fmt: skip


def style(tiles: str) -> Json:
    """`tiles`: their address, in which {z}, {x} and {y} stand for numbers."""
    source = {"type": "vector", "tiles": [tiles], "minzoom": 10, "maxzoom": DEEPEST, "attribution": ATTRIBUTION}
    return {
        "version": 8,
        "name": "Valbourg",
        "sources": {"plan": source},
        "layers": [*_areas(), *_lines(), *_above(), *_words()],
    }


def _areas() -> list[Json]:
    colours: list[object] = [part for pair in GROUND.items() for part in pair]
    return [
        {"id": "land", "type": "background", "paint": {"background-color": "#f7f4ec"}},
        _layer("ground", "fill", paint={"fill-color": ["match", ["get", "kind"], *colours, "#f3eee5"]}),
        _layer("water", "fill", paint={"fill-color": "#b9deec"}),
    ]


def _lines() -> list[Json]:
    """The sides of all streets first: at a crossing no side is drawn over a street."""
    sides = [_road(kind, "side", "#e3dacb", 2.0) for kind in ("lane", "street", "main")]
    streets = [_road("lane", "way", "#ffffff"), _road("street", "way", "#ffffff"), _road("main", "way", "#fff3d3")]
    rail = _layer("roads", "line", "rail", paint={"line-color": "#c6c0b8", "line-width": _grows(1, 4)})
    ties = _layer(
        "roads", "line", "rail", paint={"line-color": "#fdfbf7", "line-width": _grows(0.6, 2.6), "line-dasharray": [4, 4]}
    )
    edge = _layer("roads", "line", "boundary", paint={"line-color": "#b9a9c4", "line-width": 1.5, "line-dasharray": [5, 3]})
    return [edge, *sides, *streets, {**rail, "id": "rail"}, {**ties, "id": "ties"}]


def _above() -> list[Json]:
    colour = ["match", ["get", "kind"], "public", "#e8cdb8", "#e7dfd4"]
    edge = ["match", ["get", "kind"], "public", "#cfa98c", "#d6cbbd"]
    size = ["interpolate", ["exponential", 2], ["zoom"], 15, 1.5, 18, 9]
    return [
        _layer("buildings", "fill", paint={"fill-color": colour, "fill-outline-color": edge}, minzoom=14.5),
        _layer("trees", "circle", paint={"circle-color": "#b3dcb0", "circle-radius": size, "circle-opacity": 0.9}),
    ]


def _words() -> list[Json]:
    along: Json = {"symbol-placement": "line", "text-field": ["get", "name"], "text-max-angle": 35}
    main: list[object] = ["==", ["get", "kind"], "main"]
    way: list[object] = ["in", ["get", "kind"], ["literal", ["street", "lane"]]]
    water: list[object] = ["in", ["get", "kind"], ["literal", ["river", "brook"]]]
    sized = ["interpolate", ["linear"], ["zoom"], 14, 11, 18, 15]
    return [
        _word("roads", "streets", way, 15, {**along, "text-font": PLAIN, "text-size": sized}, INK),
        _word("roads", "mains", main, 13.5, {**along, "text-font": BOLD, "text-size": sized}, INK),
        _word(
            "roads", "waters", water, 13, {**along, "text-font": PLAIN, "text-size": 15, "text-letter-spacing": 0.2}, WATER_INK
        ),
        _name("park", 14.5, PARK_INK, 13),
        _name("wood", 13, PARK_INK, 13),
        _name("public", 15, STONE_INK, 13),
        _name("square", 16, INK, 12),
        {**_name("district", 12, "#5d5870", 14), "maxzoom": 14.5},
        _word("doors", "doors", None, 17.3, {"text-field": ["get", "number"], "text-font": PLAIN, "text-size": 11}, "#6d655a"),
    ]


def _name(kind: str, minzoom: float, ink: str, size: int) -> Json:
    layout: Json = {"text-field": ["get", "name"], "text-font": BOLD, "text-size": size, "text-max-width": 7}
    return _word("names", f"name-{kind}", ["==", ["get", "kind"], kind], minzoom, layout, ink)


def _word(layer: str, name: str, which: list[object] | None, minzoom: float, layout: Json, ink: str) -> Json:
    made = _layer(layer, "symbol", paint={"text-color": ink, "text-halo-color": HALO, "text-halo-width": 1.6}, minzoom=minzoom)
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
