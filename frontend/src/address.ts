// Addresses proposed as one types: a combobox with a list (ARIA 1.2). Without it, the server asks when there are several.
import "./css/address.css";
import { PLACED } from "./position";

type Found = { name: string; label: string; lat: number; lon: number; sealed: string };

const LETTERS = 3;
const PAUSE = 250; // ms
const box = document.querySelector<HTMLElement>("[data-addresses]");
const field = document.querySelector<HTMLInputElement>("#id_address");
const list = document.querySelector<HTMLElement>("#id_address_list");
if (box && field && list) propose(box, field, list);

function propose(box: HTMLElement, field: HTMLInputElement, list: HTMLElement): void {
  const [lat, lon, found, foundFor, sealed] = ["id_lat", "id_lon", "id_found", "id_found_for", "id_sealed"].map(
    (id) => document.getElementById(id) as HTMLInputElement,
  );
  const count = box.querySelector<HTMLElement>("[data-count]");
  const mark = document.querySelector<HTMLElement>("[data-found]");
  if (!lat || !lon || !found || !foundFor || !sealed || !count || !mark) return;
  let shown: Found[] = [];
  let active = -1;
  let pause = 0;
  let asking = new AbortController();

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("autocomplete", "off"); // the browser's own list would lie over ours

  const ask = async (query: Record<string, string>): Promise<Found[] | null> => {
    asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.addresses}?${new URLSearchParams(query)}`, { signal: asking.signal });
      const told = (await answer.json()) as { found: Found[]; is_down?: boolean };
      return answer.ok && !told.is_down ? told.found : null;
    } catch {
      return null; // no network, or another letter was typed meanwhile
    }
  };

  const close = () => {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const light = (index: number) => {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };

  const open = (answer: Found[]) => {
    shown = answer;
    list.replaceChildren(
      ...answer.map((one, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}_${index}`;
        option.setAttribute("role", "option");
        option.textContent = one.name;
        return option;
      }),
    );
    const words = answer.length === 0 ? box.dataset.none : answer.length === 1 ? box.dataset.one : box.dataset.many;
    count.textContent = (words ?? "").replace("{n}", String(answer.length));
    list.hidden = answer.length === 0;
    field.setAttribute("aria-expanded", String(answer.length > 0));
    light(-1);
  };

  const place = (one: Found | null) => {
    lat.value = one ? String(one.lat) : "";
    lon.value = one ? String(one.lon) : "";
    found.value = one ? one.label : "";
    foundFor.value = one ? field.value : "";
    sealed.value = one ? one.sealed : "";
    document.dispatchEvent(new Event(PLACED));
  };

  const pick = (index: number) => {
    const one = shown[index];
    if (!one) return;
    window.clearTimeout(pause);
    field.value = one.name;
    place(one);
    count.textContent = mark.textContent;
    close();
  };

  const search = async () => {
    const typed = field.value.trim();
    if ((typed.match(/\p{L}/gu) ?? []).length < LETTERS) return;
    const answer = await ask({ q: typed });
    if (answer && document.activeElement === field) open(answer);
  };

  field.addEventListener("input", () => {
    // The place of other words than these is no longer theirs; the device's own position stays.
    if (foundFor.value !== "" && foundFor.value !== field.value) place(null);
    window.clearTimeout(pause);
    asking.abort();
    close();
    count.textContent = "";
    pause = window.setTimeout(search, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    const last = shown.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) void search();
      else if (event.key === "ArrowDown") light(active < last ? active + 1 : 0);
      else light(active > 0 ? active - 1 : last);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      pick(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });

  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest("[role=option]");
    if (option) pick([...list.children].indexOf(option));
  });

  document.addEventListener(PLACED, async () => {
    mark.hidden = lat.value === "" || foundFor.value === "";
    if (lat.value === "" || foundFor.value !== "" || field.value.trim() !== "") return;
    // The device's position: its address is written where nothing was.
    const [one] = (await ask({ lat: lat.value, lon: lon.value })) ?? [];
    if (one && field.value.trim() === "") {
      field.value = one.name;
      sealed.value = one.sealed;
    }
  });
}
