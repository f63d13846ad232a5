// The map by night: a style says its inks of the night, layer by layer, or they are computed from those of the day.
import type { LayerSpecification, Map as Plan, StyleSpecification, TransformStyleFunction } from "maplibre-gl";

export const OURS = "parvis-"; // so begin the sources that are laid over the ground
const SAID = "parvis:night";
const DARK = window.matchMedia("(prefers-color-scheme: dark)");
// The darkest and the lightest of the night, so that nothing is lost in black and nothing glares.
const [LOWEST, HIGHEST] = [24, 226];

type Paint = Record<string, unknown>;

export const hour = (): "day" | "night" => (DARK.matches ? "night" : "day");

/** Called each time that day or night comes. */
export function onTheHour(wear: () => void): void {
  DARK.addEventListener("change", wear);
}

/** `wear`: the ground of a style, by day or by night, under what was laid on it. `change`: the same one, now. */
export function wardrobe(): { wear: TransformStyleFunction; change: (map: Plan) => void } {
  let day: StyleSpecification | null = null;
  const wear: TransformStyleFunction = (before, next) => {
    day = next;
    const sources = Object.entries(before?.sources ?? {}).filter(([name]) => name.startsWith(OURS));
    const layers = (before?.layers ?? []).filter((layer) => "source" in layer && layer.source.startsWith(OURS));
    const ground = DARK.matches ? next.layers.map(byNight) : next.layers;
    return { ...next, sources: { ...next.sources, ...Object.fromEntries(sources) }, layers: [...ground, ...layers] };
  };
  return { wear, change: (map) => void (day && map.setStyle(day)) };
}

function byNight(layer: LayerSpecification): LayerSpecification {
  const said = (layer.metadata as Record<string, Paint> | undefined)?.[SAID];
  const paint = (layer.paint ?? {}) as Paint;
  return { ...layer, paint: { ...paint, ...(said ?? computed(layer.type, paint)) } } as LayerSpecification;
}

/** Drawings stay as they are: they can't be drawn anew. */
function computed(type: string, paint: Paint): Paint {
  if (type === "raster") return { "raster-brightness-max": 0.6, "raster-saturation": -0.2 };
  const inks = Object.entries(paint).filter(([name]) => name.endsWith("-color") && name !== "icon-color");
  return Object.fromEntries(inks.map(([name, value]) => [name, turned(value, true)]));
}

/** A name is an ink only where nothing else can stand: within an expression, "red" may be a value of the data. */
function turned(value: unknown, isAlone = false): unknown {
  if (Array.isArray(value)) return value.map((part) => turned(part));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, turned(part)]));
  return typeof value === "string" && (isAlone || /^(#|rgb|hsl)/.test(value)) ? dimmed(value) : value;
}

let pen: CanvasRenderingContext2D | null = null;

/** The same hue and chroma, light where it was dark: a word on its halo keeps its contrast. */
function dimmed(colour: string): string {
  pen ??= document.createElement("canvas").getContext("2d")!;
  pen.fillStyle = "#010203";
  pen.fillStyle = colour;
  const read = pen.fillStyle;
  if (read === "#010203") return colour;
  const [red, green, blue, alpha = 1] = read.startsWith("#")
    ? [1, 3, 5].map((at) => parseInt(read.slice(at, at + 2), 16))
    : read.match(/[\d.]+/g)!.map(Number);
  const rgb = [red!, green!, blue!];
  const lift = 255 - Math.max(...rgb) - Math.min(...rgb);
  const parts = rgb.map((part) => Math.round(LOWEST + ((part + lift) * (HIGHEST - LOWEST)) / 255));
  return `rgba(${parts.join()},${alpha})`;
}
