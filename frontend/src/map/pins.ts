// The pins: the pictogram of a theme in the ring of a state; a count in a ring of shares. Drawn when the map first needs each.
import type { Map as Plan } from "maplibre-gl";

type Hour = { ink: string; disc: string; edge: string; onInk: string; states: Record<string, [string, string]> };
// Those of the list (tokens.css): a state's ink, and the ground of its ring.
export const HOURS: Record<"day" | "night", Hour> = {
  day: {
    ink: "#14211f", disc: "#ffffff", edge: "#ffffff", onInk: "#ffffff",
    states: { new: ["#4a4bb5", "#dcdcf5"], open: ["#8f4d00", "#f3dcbc"], waiting: ["#56605e", "#d9dedc"], done: ["#11704a", "#cfe9da"] },
  },
  night: {
    ink: "#edeae5", disc: "#1a1f21", edge: "#0d1011", onInk: "#121617",
    states: { new: ["#b0b4ff", "#3a3c66"], open: ["#f3b05e", "#594120"], waiting: ["#b3b8b6", "#434a4c"], done: ["#74d3a2", "#1f4a39"] },
  },
};
// How much of the ring is drawn: the same forms as in the list.
const ARCS: Record<string, string> = { new: "5.2 3.55", open: "72 200", waiting: "31 200", done: "200 0" };
export const RINGS = ["new", "open", "waiting", "done"];

const drawings = JSON.parse(document.getElementById("dessins")?.textContent ?? "{}") as Record<string, string>;

/** Names of images: "day:pin:lightbulb:new", "night:picked:lightbulb:new", "day:group:52:3:1:0:0". */
export function drawWhenAsked(map: Plan): void {
  map.setMissingStyleImageResolver(async (id) => {
    const [at, kind, ...said] = id.split(":");
    if (at !== "day" && at !== "night") return;
    const inks = HOURS[at];
    if (kind !== "pin" && kind !== "picked" && kind !== "group") return;
    const width = kind === "group" ? Number(said[0]) + 8 : kind === "picked" ? 68 : 52;
    const height = kind === "group" ? width : kind === "picked" ? 76 : 58;
    const svg = kind === "group" ? group(inks, width, said.slice(1).map(Number)) : pin(inks, width, height, said[0] ?? "", said[1] ?? "new", kind === "picked");
    const drawn = await paint(svg, width * 2, height * 2);
    if (!map.hasImage(id)) map.addImage(id, drawn, { pixelRatio: 2 });
  });
}

function pin({ ink: drawing, disc: ground, edge, onInk, states }: Hour, width: number, height: number, pictogram: string, state: string, isPicked: boolean): string {
  const [ink, track] = states[state] ?? states.new!;
  const [middle, radius] = [width / 2, isPicked ? 27 : 19];
  const scale = radius / 19;
  const disc = isPicked ? ink : ground;
  const drawn = drawings[pictogram] ?? drawings["circle-dot"] ?? "";
  const tick = state === "done" || isPicked ? badge(middle + 13.5 * scale, middle + 13.5 * scale, ink, edge, onInk, state) : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width * 2}" height="${height * 2}" viewBox="0 0 ${width} ${height}">
    <g filter="drop-shadow(0 1px 2px rgba(20,33,31,.35))"><circle cx="${middle}" cy="${middle}" r="${radius + 3}" fill="${edge}"/>
    <path d="M${middle - 6} ${middle + radius + 1.5} L${middle} ${middle + radius + 9} L${middle + 6} ${middle + radius + 1.5}Z" fill="${edge}"/></g>
    <circle cx="${middle}" cy="${middle}" r="${radius}" fill="${disc}"/>
    <g fill="none" stroke-width="3.4" transform="translate(${middle} ${middle}) scale(${scale}) rotate(-90)">
      <circle r="18" stroke="${state === "new" || isPicked ? "none" : track}"/>
      <circle r="18" stroke="${isPicked ? "none" : ink}" stroke-dasharray="${ARCS[state] ?? ""}"/></g>
    <g transform="translate(${middle - 10.5 * scale} ${middle - 10.5 * scale}) scale(${0.875 * scale})" fill="none"
      stroke="${isPicked ? onInk : drawing}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${drawn}</g>${tick}</svg>`;
}

function badge(x: number, y: number, ink: string, edge: string, onInk: string, state: string): string {
  const check = state === "done" ? '<path d="M-3.6 .2l2.6 2.6 4.8-5.2"/>' : "";
  if (!check) return "";
  return `<g transform="translate(${x} ${y})"><circle r="8.4" fill="${ink}" stroke="${edge}" stroke-width="1.8"/>
    <g fill="none" stroke="${onInk}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${check}</g></g>`;
}

function group({ disc, states }: Hour, size: number, shares: number[]): string {
  const [middle, radius] = [size / 2, size / 2 - 7];
  const round = 2 * Math.PI * radius;
  const total = shares.reduce((sum, share) => sum + share, 0) || 1;
  let before = 0;
  const arcs = shares.map((share, place) => {
    const [start, length] = [(before / total) * round, (share / total) * round];
    before += share;
    const gap = share === total ? 0 : 2;
    return share
      ? `<circle r="${radius}" stroke="${states[RINGS[place] ?? "new"]![0]}" stroke-dasharray="${Math.max(0.5, length - gap)} ${round}" stroke-dashoffset="${-start}"/>`
      : "";
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 2}" height="${size * 2}" viewBox="0 0 ${size} ${size}">
    <circle cx="${middle}" cy="${middle}" r="${radius + 3.5}" fill="${disc}" filter="drop-shadow(0 1px 2px rgba(20,33,31,.35))"/>
    <g fill="none" stroke-width="4" transform="translate(${middle} ${middle}) rotate(-90)">${arcs.join("")}</g></svg>`;
}

async function paint(svg: string, width: number, height: number): Promise<ImageData> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
