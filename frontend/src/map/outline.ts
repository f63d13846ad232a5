// An outline drawn on a map. What is moved there is written in the box of corners, which is what the form sends; what is typed in
// the box is drawn. Without scripts or WebGL the box is all there is, and says the same.
import type { ExpressionSpecification, GeoJSONSource, LngLatLike, Map as Plan, PointLike } from "maplibre-gl";
import { canDraw, controls, frameOf, plan, words } from "./ground";
import { OURS } from "./night";
import { read, rounded, shapes, write, type Corner, type Ring } from "./ring";

type Place = { ring: number; corner: number };
type Handle = Place & { at: Corner; isMiddle: boolean };

const [AROUND, DRAWN] = [`${OURS}around`, `${OURS}outline`];
const SNAP = 12; // px
const NEAR = { mouse: 10, touch: 22 }; // px: half of what a finger covers
const ROOM = 36; // px that a side must have for a handle in its middle
const KEPT = 200; // changes that can be undone
const STEP = { usual: 2, wide: 20 }; // px that an arrow moves a corner
const MOVES: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function open(box: HTMLElement): void {
  const area = document.querySelector<HTMLTextAreaElement>("textarea.corners");
  if (!area || !canDraw()) return;
  box.hidden = false;
  new Outline(box, area);
}

class Outline {
  private rings: Ring[];
  private past: string[] = [];
  private chosen: Place | null = null;
  private dragged: { pointer: number; before: string } | null = null;
  private isDrawing: boolean;
  private readonly map: Plan;
  private readonly around: GeoJSON.FeatureCollection;
  private readonly others: Corner[];

  constructor(private readonly box: HTMLElement, private readonly area: HTMLTextAreaElement) {
    this.rings = read(area.value);
    this.isDrawing = !this.rings.length;
    this.around = JSON.parse(document.getElementById("autour")?.textContent ?? '{"type":"FeatureCollection","features":[]}');
    this.others = corners(this.around);
    const canvas = this.part("canvas");
    this.map = plan(canvas, box.dataset.outline ?? "", box.dataset.attribution ?? "", words(), {
      bounds: frameOf(box.dataset.bounds),
      fitBoundsOptions: { padding: 40, maxZoom: 17 },
      doubleClickZoom: false,
    });
    controls(this.map);
    this.map.on("style.load", () => this.lay());
    this.map.on("zoomend", () => this.show());
    this.map.on("click", ({ lngLat, originalEvent }) => {
      if (this.isDrawing && !originalEvent.defaultPrevented) this.add(this.snapped(this.map.project(lngLat)));
    });
    this.follow(canvas);
    this.buttons();
    area.addEventListener("input", () => {
      this.rings = read(area.value);
      this.chosen = null;
      this.show();
    });
    this.show();
  }

  private part(name: string): HTMLElement {
    return this.box.querySelector<HTMLElement>(`[data-${name}]`)!;
  }

  /** The layers, below nothing of ours; again each time that the ground is another. */
  private lay(): void {
    if (this.map.getSource(DRAWN)) return;
    this.map.addSource(AROUND, { type: "geojson", data: this.around });
    this.map.addSource(DRAWN, { type: "geojson", data: this.data() });
    const kind = (name: string): ExpressionSpecification => ["==", ["get", "kind"], name];
    const [isTown, isChosen]: [ExpressionSpecification, ExpressionSpecification] = [kind("town"), ["get", "isChosen"]];
    this.map.addLayer({ id: "around", type: "fill", source: AROUND, filter: ["!", isTown], paint: { "fill-color": "#6b7280", "fill-opacity": 0.14 } });
    this.map.addLayer({ id: "around-side", type: "line", source: AROUND, paint: { "line-color": "#4b5563", "line-width": ["case", isTown, 2, 1.2], "line-dasharray": [3, 2] } });
    this.map.addLayer({ id: "shape", type: "fill", source: DRAWN, filter: kind("shape"), paint: { "fill-color": "#0b6bcb", "fill-opacity": 0.2 } });
    for (const [id, color, width] of [["side-edge", "#ffffff", 5], ["side", "#0b5cad", 2.5]] as const) {
      this.map.addLayer({ id, type: "line", source: DRAWN, filter: kind("shape"), paint: { "line-color": color, "line-width": width } });
    }
    this.map.addLayer({ id: "middles", type: "circle", source: DRAWN, filter: kind("middle"), paint: { "circle-radius": 4.5, "circle-color": "#ffffff", "circle-opacity": 0.85, "circle-stroke-width": 1.5, "circle-stroke-color": "#0b5cad" } });
    this.map.addLayer({ id: "corners", type: "circle", source: DRAWN, filter: kind("corner"), paint: { "circle-radius": ["case", isChosen, 9, 6.5], "circle-color": ["case", isChosen, "#b45309", "#0b5cad"], "circle-stroke-width": 2.5, "circle-stroke-color": "#ffffff" } });
  }

  private data(): GeoJSON.FeatureCollection {
    const drawn = shapes(this.rings).map((geometry) => ({ type: "Feature" as const, geometry, properties: { kind: "shape" } }));
    const handles = this.handles().map(({ at, isMiddle, ring, corner }) => ({
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates: at },
      properties: { kind: isMiddle ? "middle" : "corner", isChosen: !isMiddle && this.isChosen(ring, corner) },
    }));
    return { type: "FeatureCollection", features: [...drawn, ...handles] };
  }

  private isChosen(ring: number, corner: number): boolean {
    return this.chosen?.ring === ring && this.chosen.corner === corner;
  }

  private handles(): Handle[] {
    return this.rings.flatMap(({ corners: all }, ring) => {
      const ends = all.map((at, corner): Handle => ({ ring, corner, at, isMiddle: false }));
      const middles = all.flatMap((at, corner): Handle[] => {
        const next = all[(corner + 1) % all.length]!;
        const isLast = corner === all.length - 1;
        if (all.length < 2 || (isLast && all.length < 3) || this.apart(at, next) < ROOM) return [];
        return [{ ring, corner: corner + 1, at: [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2], isMiddle: true }];
      });
      return [...middles, ...ends];
    });
  }

  private apart(one: Corner, other: Corner): number {
    return this.map.project(one).dist(this.map.project(other));
  }

  /** The nearest handle under a pointer; a corner before a middle. */
  private under(at: { x: number; y: number }, reach: number): Handle | null {
    let found: Handle | null = null;
    let nearest = reach;
    for (const handle of this.handles()) {
      const { x, y } = this.map.project(handle.at);
      const far = Math.hypot(x - at.x, y - at.y) + (handle.isMiddle ? 3 : 0);
      if (far <= nearest) [found, nearest] = [handle, far];
    }
    return found;
  }

  /** On a neighbour's corner when one is near, to its last decimal: neither hole nor overlap is born there. */
  private snapped(at: { x: number; y: number }): Corner {
    let found: Corner | null = null;
    let nearest = SNAP;
    for (const corner of this.others) {
      const { x, y } = this.map.project(corner);
      const far = Math.hypot(x - at.x, y - at.y);
      if (far <= nearest) [found, nearest] = [corner, far];
    }
    this.part("canvas").toggleAttribute("data-snapped", found !== null);
    return found ? [...found] : rounded(this.map.unproject([at.x, at.y] as PointLike));
  }

  private follow(canvas: HTMLElement): void {
    const within = ({ clientX, clientY }: PointerEvent) => {
      const { left, top } = canvas.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    canvas.addEventListener("pointerdown", (event) => this.take(event, within(event)), { capture: true });
    canvas.addEventListener("pointermove", (event) => {
      if (this.dragged?.pointer === event.pointerId) this.move(this.snapped(within(event)));
      else if (event.pointerType === "mouse") canvas.toggleAttribute("data-over", this.under(within(event), NEAR.mouse) !== null);
    });
    for (const name of ["pointerup", "pointercancel"] as const) {
      canvas.addEventListener(name, (event) => this.dragged?.pointer === event.pointerId && this.drop());
    }
    canvas.addEventListener("click", (event) => this.wasTaken && event.preventDefault(), { capture: true });
    canvas.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  private wasTaken = false;

  private take(event: PointerEvent, at: { x: number; y: number }): void {
    this.wasTaken = false;
    const isOnMap = (event.target as HTMLElement).tagName === "CANVAS";
    const handle = isOnMap && event.isPrimary && event.button === 0 ? this.under(at, event.pointerType === "mouse" ? NEAR.mouse : NEAR.touch) : null;
    if (!handle) return;
    this.wasTaken = true;
    const before = write(this.rings);
    const corners = this.rings[handle.ring]!.corners;
    if (handle.isMiddle) corners.splice(handle.corner, 0, handle.at);
    this.chosen = { ring: handle.ring, corner: handle.corner };
    this.dragged = { pointer: event.pointerId, before };
    this.map.dragPan.disable();
    this.map.touchZoomRotate.disable();
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
    this.show();
  }

  private move(to: Corner): void {
    if (!this.chosen) return;
    this.rings[this.chosen.ring]!.corners[this.chosen.corner] = to;
    this.show();
  }

  private drop(): void {
    const { before } = this.dragged!;
    this.dragged = null;
    this.map.dragPan.enable();
    this.map.touchZoomRotate.enable();
    this.map.touchZoomRotate.disableRotation();
    this.part("canvas").removeAttribute("data-snapped");
    this.keep(before);
  }

  /** After a change: it can be undone, and the box says it. */
  private keep(before: string): void {
    const now = write(this.rings);
    if (now === before) return;
    this.past = [...this.past, before].slice(-KEPT);
    this.area.value = now;
    this.show();
  }

  private change(act: () => void): void {
    const before = write(this.rings);
    act();
    this.keep(before);
    this.show();
  }

  private add(at: Corner): void {
    this.change(() => {
      const last = this.rings[this.rings.length - 1];
      if (!last || this.isNewPiece) this.rings.push({ isHole: false, corners: [at] });
      else last.corners.push(at);
      this.isNewPiece = false;
      const ring = this.rings.length - 1;
      this.chosen = { ring, corner: this.rings[ring]!.corners.length - 1 };
    });
  }

  private isNewPiece = false;

  private remove(): void {
    const { chosen } = this;
    if (!chosen) return;
    this.change(() => {
      const { corners } = this.rings[chosen.ring]!;
      corners.splice(chosen.corner, 1);
      if (!corners.length) this.rings.splice(chosen.ring, 1);
      this.chosen = corners.length ? { ring: chosen.ring, corner: chosen.corner % corners.length } : null;
    });
    if (!this.rings.length) this.draw(true);
  }

  private undo(): void {
    const before = this.past.pop();
    if (before === undefined) return;
    this.rings = read(before);
    this.area.value = before;
    this.chosen = null;
    this.show();
  }

  /** To the next or the last corner, whichever ring it is of; the map follows. */
  private choose(by: 1 | -1): void {
    const all = this.rings.flatMap(({ corners: some }, ring) => some.map((_, corner): Place => ({ ring, corner })));
    if (!all.length) return;
    const now = all.findIndex(({ ring, corner }) => this.isChosen(ring, corner));
    this.chosen = all[now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length]!;
    const at = this.rings[this.chosen.ring]!.corners[this.chosen.corner] as LngLatLike;
    if (!this.map.getBounds().contains(at)) this.map.jumpTo({ center: at });
    this.show();
  }

  private draw(isDrawing: boolean): void {
    this.isDrawing = isDrawing;
    this.show();
  }

  private key(event: KeyboardEvent): void {
    const step = MOVES[event.key];
    if (event.key === "PageDown") this.choose(1);
    else if (event.key === "PageUp") this.choose(-1);
    else if ((event.key === "Delete" || event.key === "Backspace") && this.chosen) this.remove();
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) this.undo();
    else if (event.key === "Enter" && this.isDrawing) this.add(this.middle());
    else if (event.key === "Escape" && this.chosen) this.chooseNothing();
    else if (step && this.chosen) this.nudge(step, event.shiftKey ? STEP.wide : STEP.usual);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private chooseNothing(): void {
    this.chosen = null;
    this.show();
  }

  private nudge([x, y]: [number, number], by: number): void {
    const { ring, corner } = this.chosen!;
    const at = this.map.project(this.rings[ring]!.corners[corner]!);
    this.change(() => (this.rings[ring]!.corners[corner] = rounded(this.map.unproject([at.x + x * by, at.y + y * by]))));
  }

  private middle(): Corner {
    return this.snapped(this.map.project(this.map.getCenter()));
  }

  private buttons(): void {
    const acts: Record<string, () => void> = {
      before: () => this.choose(-1), after: () => this.choose(1), remove: () => this.remove(), undo: () => this.undo(),
      here: () => this.add(this.middle()),
      draw: () => {
        this.isNewPiece = !this.isDrawing && this.rings.length > 0;
        this.draw(!this.isDrawing);
      },
    };
    for (const [name, act] of Object.entries(acts)) {
      this.box.querySelector(`[data-act="${name}"]`)?.addEventListener("click", act);
    }
  }

  private show(): void {
    this.map?.getSource<GeoJSONSource>(DRAWN)?.setData(this.data());
    const button = (name: string) => this.box.querySelector<HTMLButtonElement>(`[data-act="${name}"]`)!;
    const count = this.rings.reduce((sum, { corners: some }) => sum + some.length, 0);
    button("remove").disabled = !this.chosen;
    button("undo").disabled = !this.past.length;
    button("before").disabled = button("after").disabled = !count;
    button("here").hidden = !this.isDrawing;
    button("draw").setAttribute("aria-pressed", String(this.isDrawing));
    this.part("canvas").toggleAttribute("data-drawing", this.isDrawing);
    if (!this.dragged) this.part("said").textContent = this.said(count);
  }

  private said(count: number): string {
    const { dataset } = this.box;
    if (this.chosen) {
      const at = this.rings[this.chosen.ring]!.corners[this.chosen.corner]!;
      const before = this.rings.slice(0, this.chosen.ring).reduce((sum, { corners: some }) => sum + some.length, 0);
      const said = { number: before + this.chosen.corner + 1, count, lon: at[0].toFixed(5), lat: at[1].toFixed(5) };
      return Object.entries(said).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), dataset.chosen ?? "");
    }
    return (this.isDrawing ? dataset.drawing : dataset.idle) ?? "";
  }
}

/** Every corner of a collection, once. */
function corners({ features }: GeoJSON.FeatureCollection): Corner[] {
  const found = new Map<string, Corner>();
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === "number") found.set(part.join(), part as Corner);
    else part.forEach(walk);
  };
  for (const { geometry } of features) if ("coordinates" in geometry) walk(geometry.coordinates);
  return [...found.values()];
}
