// The page of the map: the list moves with it, filters are in the address, a pin raises its card. Without it the page is the list.
import { LngLatBounds, type Map as Plan } from "maplibre-gl";
import { sayDistances } from "../near";
import { filterCases, onTap, pick, showCases } from "./cases";
import { canDraw, controls, frameOf, plan, words } from "./ground";
import { raise } from "./sheet";

const PAUSE = 180; // ms
const DESK = window.matchMedia("(min-width: 900px)");

export function open(main: HTMLElement): void {
  const side = main.querySelector<HTMLElement>("[data-map]");
  const canvas = main.querySelector<HTMLElement>("[data-canvas]");
  if (!side || !canvas) return;
  try {
    if (!canDraw()) throw new Error("no WebGL");
    start(main, side, canvas);
  } catch {
    giveUp(main);
  }
}

/** The list says the same. */
export function giveUp(main: HTMLElement): void {
  main.classList.replace("is-live", "is-list");
}

function start(main: HTMLElement, side: HTMLElement, canvas: HTMLElement): void {
  const told = words();
  const set = raise(side, told);
  const hidden = () => (DESK.matches ? 0 : side.offsetHeight);
  const map = plan(canvas, side.dataset.map ?? "", side.dataset.attribution ?? "", told, {
    bounds: frameOf(side.dataset.bounds),
    fitBoundsOptions: { padding: { top: DESK.matches ? 24 : 140, left: 24, right: 24, bottom: 24 + hidden() } },
    hash: "vue",
  });
  controls(map, hidden);
  let query = side.dataset.query ?? "";
  showCases(map, query);
  const list = follow(main, map, () => query, hidden);
  const card = raiseCards(main, map);
  onTap(map, (numbers) => {
    if (numbers.length && !DESK.matches) set("low");
    void card(numbers);
  });
  narrow(main, (to) => {
    query = to;
    filterCases(map, query);
    void list();
  });
}

/** The list of what the map shows, asked for once it stands still. */
function follow(main: HTMLElement, map: Plan, query: () => string, hidden: () => number): () => Promise<void> {
  const box = main.querySelector<HTMLElement>("[data-list]")!;
  const said = main.querySelector<HTMLElement>("[data-said]");
  let asking = new AbortController();
  let pause = 0;
  const list = async () => {
    asking.abort();
    asking = new AbortController();
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const seen = new LngLatBounds(map.unproject([0, Math.max(1, height - hidden())]), map.unproject([width, 0]));
    const search = new URLSearchParams(query());
    search.set("cadre", [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()].map((degrees) => degrees.toFixed(5)).join());
    box.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/carte/ici?${search}`, { signal: asking.signal });
      if (!answer.ok) return;
      box.innerHTML = await answer.text();
      sayDistances(box);
      if (said) said.textContent = box.querySelector("h2")?.textContent ?? "";
    } catch {
      return; // moved on, or no network: the list stays as it was
    }
    box.removeAttribute("aria-busy");
  };
  const soon = () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(list, PAUSE);
  };
  map.on("moveend", soon);
  map.once("style.load", soon);
  for (const kind of ["pointerover", "focusin"]) {
    box.addEventListener(kind, (event) => {
      const row = (event.target as Element).closest(".case-row");
      if (row) pick(map, numberOf(row));
    });
  }
  return list;
}

function numberOf(row: Element): string {
  return row.querySelector("a")?.pathname.replace("/demandes/", "") ?? "";
}

function raiseCards(main: HTMLElement, map: Plan): (numbers: string[]) => Promise<void> {
  const card = main.querySelector<HTMLElement>("[data-card]")!;
  const close = () => {
    card.hidden = true;
    pick(map, "");
  };
  card.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-close]")) return;
    close();
    map.getCanvas().focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || card.hidden) return;
    const hadFocus = card.contains(document.activeElement);
    close();
    if (hadFocus) map.getCanvas().focus();
  });
  return async (numbers) => {
    if (!numbers.length) return close();
    pick(map, numbers[0]!);
    const answer = await fetch(`/carte/fiches?${new URLSearchParams(numbers.map((number) => ["n", number]))}`).catch(() => null);
    if (!answer?.ok) return;
    card.innerHTML = await answer.text();
    sayDistances(card);
    card.hidden = false;
  };
}

/** A chip changes the address, the pins and the list; the map stays where it is. */
function narrow(main: HTMLElement, apply: (query: string) => void): void {
  const go = async (address: string) => {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || new URL(answer.url).pathname !== location.pathname) return location.assign(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [fresh, here] = [page, document].map((one) => one.querySelector<HTMLElement>("[data-filters]"));
    const focused = (document.activeElement as HTMLElement | null)?.textContent?.trim();
    if (fresh && here) {
      here.replaceChildren(...fresh.childNodes);
      [...here.querySelectorAll<HTMLElement>("a, button")].find((one) => one.textContent?.trim() === focused)?.focus();
    }
    apply(page.querySelector<HTMLElement>("[data-query]")?.dataset.query ?? "");
  };
  const address = (path: string) => `${path}${location.hash}`;
  main.addEventListener("click", (event) => {
    const chip = (event.target as Element).closest<HTMLAnchorElement>("[data-filters] a");
    if (!chip || chip.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", address(chip.pathname + chip.search));
    void go(chip.href);
  });
  main.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.closest("[data-filters]") || new URL(form.action).pathname !== location.pathname) return;
    event.preventDefault();
    const said = [...new FormData(form)].filter(([, value]) => value !== "").map(([name, value]) => [name, String(value)]);
    const path = `${location.pathname}${said.length ? `?${new URLSearchParams(said)}` : ""}`;
    history.pushState(null, "", address(path));
    void go(path);
  });
  // The row slides: what has the focus in it is brought into sight, also after its chips have been made anew.
  main.addEventListener("focusin", (event) => {
    const chip = (event.target as Element).closest<HTMLElement>(".chip-row a, .chip-row summary");
    const row = chip?.closest<HTMLElement>(".chip-row");
    if (!chip || !row) return;
    const [at, seen] = [chip.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += Math.min(0, at.left - seen.left - 24) || Math.max(0, at.right - seen.right + 24);
  });
  main.addEventListener("keydown", (event) => {
    const box = event.key === "Escape" ? (event.target as Element).closest<HTMLDetailsElement>(".more-filters[open]") : null;
    if (!box) return;
    box.open = false;
    box.querySelector("summary")?.focus();
  });
  window.addEventListener("popstate", () => void go(location.pathname + location.search));
}
