// The place of a report by moving the map under a fixed point, its address below. One way among others: nothing waits for it.
import type { Map as Plan } from "maplibre-gl";
import { PLACED } from "../position";
import { canDraw, controls, frameOf, plan, words } from "./ground";

type Found = { name: string; sealed: string };
type Answer = { found: Found[]; is_elsewhere?: boolean };

const PRECISE = 14.5; // before this zoom a point is a quarter
let map: Plan | null = null;

export function toggle(box: HTMLElement): void {
  const panel = box.querySelector<HTMLElement>("[data-panel]")!;
  if (!canDraw()) throw new Error("no WebGL");
  panel.hidden = !panel.hidden;
  box.querySelector("[data-open]")?.setAttribute("aria-expanded", String(!panel.hidden));
  if (panel.hidden) return;
  if (map) map.resize();
  else map = start(box, panel);
  map.getCanvas().focus();
}

function start(box: HTMLElement, panel: HTMLElement): Plan {
  const field = (id: string) => document.getElementById(id) as HTMLInputElement;
  const [lat, lon, address] = [field("id_lat"), field("id_lon"), field("id_address")];
  const where = panel.querySelector<HTMLElement>("[data-where]")!;
  const choose = panel.querySelector<HTMLButtonElement>("[data-choose]")!;
  const isKnown = lat.value !== "" && lon.value !== "";
  const drawn = plan(panel.querySelector<HTMLElement>("[data-canvas]")!, box.dataset.crosshair ?? "", box.dataset.attribution ?? "", words(), {
    ...(isKnown ? { center: [Number(lon.value), Number(lat.value)], zoom: 17 } : { bounds: frameOf(box.dataset.bounds) }),
    // The page is scrolled by one finger over the map as elsewhere; the map is what the whole panel is for.
    scrollZoom: { around: "center" },
  });
  controls(drawn);
  let asking = new AbortController();
  let here: Found | null = null;
  const say = (told: string | undefined, may: boolean) => {
    where.textContent = told ?? "";
    choose.disabled = !may;
  };
  const look = async () => {
    asking.abort();
    asking = new AbortController();
    here = null;
    if (drawn.getZoom() < PRECISE) return say(box.dataset.far, false);
    const { lng, lat: latitude } = drawn.getCenter();
    say(box.dataset.looking, true);
    const query = new URLSearchParams({ lat: latitude.toFixed(6), lon: lng.toFixed(6) });
    try {
      const answer = await fetch(`/signaler/adresses?${query}`, { signal: asking.signal });
      const told = (await answer.json()) as Answer;
      here = told.found[0] ?? null;
      say(told.is_elsewhere ? box.dataset.elsewhere : (here?.name ?? box.dataset.unknown), !told.is_elsewhere);
    } catch {
      if (!asking.signal.aborted) say(box.dataset.unknown, true); // no network: the point suffices
    }
  };
  drawn.on("moveend", () => void look());
  void look();
  choose.addEventListener("click", () => {
    const { lng, lat: latitude } = drawn.getCenter();
    [lat.value, lon.value] = [latitude.toFixed(6), lng.toFixed(6)];
    for (const id of ["id_found", "id_found_for", "id_sealed"]) field(id).value = "";
    if (here) [address.value, field("id_sealed").value] = [here.name, here.sealed];
    document.dispatchEvent(new Event(PLACED));
    const kept = document.querySelector<HTMLElement>("[data-kept] span");
    if (kept) kept.textContent = box.dataset.chosen ?? "";
    toggle(box);
    address.focus();
  });
  panel.querySelector("[data-shut]")?.addEventListener("click", () => {
    toggle(box);
    box.querySelector<HTMLElement>("[data-open]")?.focus();
  });
  return drawn;
}
