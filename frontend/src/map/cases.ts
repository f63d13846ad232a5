// The cases on the map: groups and pins from the town's tiles, which it asks for again as they grow old.
import type { ExpressionSpecification, Map as Plan, VectorTileSource } from "maplibre-gl";
import { FONT, isStill } from "./ground";
import { hour, onTheHour, OURS } from "./night";
import { drawWhenAsked, HOURS, RINGS } from "./pins";

const SOURCE = `${OURS}cases`;
const ALONE = 18; // from this zoom on, no case is hidden in a group
export const PINS = ["cases", "cases-near"];
const GROUPS = ["groups", "groups-near"];
const get = (name: string): ExpressionSpecification => ["get", name];

function tilesUnder(query: string): string[] {
  return [`${location.origin}/carte/tuiles/{z}/{x}/{y}${query}`];
}

const count: ExpressionSpecification = get("count");
const diameter: ExpressionSpecification = ["round", ["max", 44, ["min", 64, ["+", 30, ["*", 6.4, ["sqrt", count]]]]]];
// Shares to a twelfth: the drawings stay few.
const share = (ring: string): ExpressionSpecification => ["to-string", ["ceil", ["*", 12, ["/", get(ring), count]]]];
const ring = (at: string) =>
  ["concat", `${at}:group:`, ["to-string", diameter], ...RINGS.flatMap((name) => [":", share(name)])] as ExpressionSpecification;
const pin = (at: string, name: string): ExpressionSpecification => ["concat", `${at}:${name}:`, get("pictogram"), ":", get("state")];

export function showCases(map: Plan, query: string): void {
  drawWhenAsked(map);
  const add = () => {
    if (map.getSource(SOURCE)) return;
    map.addSource(SOURCE, { type: "vector", tiles: tilesUnder(query), minzoom: 4, maxzoom: ALONE });
    const layout = { "icon-allow-overlap": true, "icon-anchor": "bottom" as const };
    for (const [id, range] of [["cases", { maxzoom: ALONE }], ["cases-near", { minzoom: ALONE }]] as const) {
      map.addLayer({
        id, type: "symbol", source: SOURCE, "source-layer": "cases", ...range,
        ...(id === "cases" ? { filter: ["==", get("alone"), 1] } : {}),
        layout: { ...layout, "symbol-z-order": "viewport-y" },
      });
    }
    for (const [id, range] of [["groups", { maxzoom: ALONE }], ["groups-near", { minzoom: ALONE }]] as const) {
      map.addLayer({
        id, type: "symbol", source: SOURCE, "source-layer": "groups", ...range,
        ...(id === "groups-near" ? { filter: ["==", get("folded"), 1] } : {}),
        layout: {
          "icon-allow-overlap": true, "text-allow-overlap": true, "symbol-sort-key": count,
          "text-field": ["number-format", count, { locale: "fr" }], "text-font": ["Parvis Bold", FONT], "text-size": 15,
        },
      });
    }
    map.addLayer({
      id: "picked", type: "symbol", source: SOURCE, "source-layer": "cases", filter: ["==", get("number"), ""],
      layout,
    });
  };
  map.on("style.load", () => {
    add();
    ink(map);
  });
  onTheHour(() => ink(map));
  for (const id of [...PINS, ...GROUPS]) {
    map.on("mouseenter", id, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", id, () => (map.getCanvas().style.cursor = ""));
  }
}

function ink(map: Plan): void {
  const at = hour();
  for (const id of [...PINS, "picked", ...GROUPS]) {
    if (!map.getLayer(id)) continue;
    const isGroup = GROUPS.includes(id);
    map.setLayoutProperty(id, "icon-image", isGroup ? ring(at) : pin(at, id === "picked" ? "picked" : "pin"));
    if (isGroup) map.setPaintProperty(id, "text-color", HOURS[at].ink);
  }
}

export function filterCases(map: Plan, query: string): void {
  map.getSource<VectorTileSource>(SOURCE)?.setTiles(tilesUnder(query));
}

export function pick(map: Plan, number: string): void {
  if (map.getLayer("picked")) map.setFilter("picked", ["==", get("number"), number]);
}

/** What is under a tap: the numbers of the cases there; a group is looked into instead. */
export function onTap(map: Plan, show: (numbers: string[]) => void): void {
  map.on("click", ({ point }) => {
    const layers = [...PINS, ...GROUPS, "picked"].filter((id) => map.getLayer(id));
    const there = map.queryRenderedFeatures([[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]], { layers });
    const group = there.find((feature) => feature.layer.id.startsWith("groups"));
    const numbers = [...new Set(there.map((feature) => String(feature.properties.number ?? "")).filter(Boolean))];
    if (numbers.length || !group) return show(numbers);
    const center = (group.geometry as unknown as { coordinates: [number, number] }).coordinates;
    map.easeTo({ center, zoom: Math.min(20, map.getZoom() + 2), animate: !isStill });
  });
}
