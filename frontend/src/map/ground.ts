// A map on the town's ground: shared by the page of the map, the report, and the small maps. Nothing of it is asked for before.
import {
  AttributionControl,
  GeolocateControl,
  Map as Plan,
  NavigationControl,
  setWorkerUrl,
  type MapOptions,
  type StyleSpecification,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { standAt } from "../near";
import { onTheHour, wardrobe } from "./night";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

setWorkerUrl(workerUrl);

export const FONT = "Atkinson Hyperlegible Next Variable";
const FRANCE: [number, number, number, number] = [-5, 41.5, 9.5, 51];
const GROUNDLESS: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [{ id: "land", type: "background", paint: { "background-color": "#f3f0e8" } }],
};

export const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export type Words = Record<string, string>;

export function words(): Words {
  return { ...document.querySelector<HTMLElement>("[data-words]")?.dataset } as Words;
}

export function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

/** `bounds`: "west,south,east,north", or "" for the whole country. */
export function frameOf(bounds: string | undefined): [number, number, number, number] {
  const read = (bounds ?? "").split(",").map(Number);
  return read.length === 4 && read.every(Number.isFinite) ? (read as [number, number, number, number]) : FRANCE;
}

export function plan(container: HTMLElement, style: string, attribution: string, told: Words, options: Partial<MapOptions>): Plan {
  const { wear, change } = wardrobe();
  const map = new Plan({
    container,
    style,
    transformStyle: wear,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 20,
    minZoom: 5,
    fadeDuration: isStill ? 0 : 150,
    locale: {
      "Map.Title": told.title ?? "",
      "NavigationControl.ZoomIn": told.zoomIn ?? "",
      "NavigationControl.ZoomOut": told.zoomOut ?? "",
      "GeolocateControl.FindMyLocation": told.locate ?? "",
      "GeolocateControl.LocationNotAvailable": told.unlocated ?? "",
      "AttributionControl.ToggleAttribution": told.credits ?? "",
    },
    transformRequest: (url) => ({
      // The Plan IGN has its drawings at one resolution only.
      url: url.includes("/PLAN.IGN/sprite/") ? url.replace("@2x", "") : new URL(url, location.href).href,
    }),
    ...options,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new AttributionControl({ compact: true, customAttribution: attribution ? [text(attribution)] : [] }), "bottom-left");
  onTheHour(() => change(map));
  // Said for whoever waits until all is drawn: pictures and tests.
  map.on("movestart", () => (container.dataset.drawn = "no"));
  map.on("idle", () => (container.dataset.drawn = "yes"));
  let isThere = false;
  map.once("style.load", () => (isThere = true));
  map.on("error", () => {
    if (isThere) return; // a tile that does not come is asked for again as one moves
    isThere = true;
    // Given its transform, MapLibre would wait for the style that failed before it takes another.
    map.setStyle(wear(undefined, GROUNDLESS), { diff: false, transformStyle: undefined });
    const said = document.createElement("p");
    said.className = "groundless card";
    said.setAttribute("role", "status");
    container.parentElement?.append(said);
    said.textContent = told.groundless ?? "";
  });
  return map;
}

/** `hidden`: how much of the map is under something, from below. */
export function controls(map: Plan, hidden: () => number = () => 0): void {
  map.addControl(new NavigationControl({ showCompass: false }), "bottom-right");
  if ("geolocation" in navigator && window.isSecureContext) {
    const locating = new GeolocateControl({
      positionOptions: { enableHighAccuracy: true }, trackUserLocation: false,
      // Read each time that it is used.
      fitBoundsOptions: { maxZoom: 17, get padding() { return { top: 0, left: 0, right: 0, bottom: hidden() }; } },
    });
    locating.on("geolocate", ({ coords }) => standAt(coords));
    map.addControl(locating, "bottom-right");
  }
}

function text(words: string): string {
  const holder = document.createElement("span");
  holder.textContent = words;
  return holder.innerHTML;
}
