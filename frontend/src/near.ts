// How far each case of a list is, once the device has said where it is: it is asked only by a click, or where it may already be.

type Place = { latitude: number; longitude: number };

const EARTH = 6_371_000; // metres
const RADIAN = Math.PI / 180;
let here: Place | null = null;

/** The position stays in this page: it is neither sent nor kept. */
export function standAt(place: Place): void {
  here = place;
  sayDistances(document);
}

export function sayDistances(within: ParentNode): void {
  if (!here) return;
  for (const said of within.querySelectorAll<HTMLElement>("[data-at]")) {
    const [latitude, longitude] = said.dataset.at!.split(",").map(Number) as [number, number];
    const metres = distance(here, { latitude, longitude });
    const isNear = metres < 995;
    const number = isNear ? Math.round(metres / 10) * 10 : Math.round(metres / 100) / 10;
    const words = said.dataset[isNear ? "metres" : "kilometres"] ?? "";
    said.textContent = words.replace("{n}", number.toLocaleString(document.documentElement.lang || "fr")).replaceAll(" ", "\u00a0");
    said.hidden = false;
  }
}

/** On a sphere, by the haversine formula: a town is small. */
function distance(one: Place, other: Place): number {
  const [up, along] = [(other.latitude - one.latitude) * RADIAN, (other.longitude - one.longitude) * RADIAN];
  const half = Math.sin(up / 2) ** 2 + Math.cos(one.latitude * RADIAN) * Math.cos(other.latitude * RADIAN) * Math.sin(along / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

if (document.querySelector("[data-at], [data-map]") && "geolocation" in navigator && window.isSecureContext) {
  // Not every browser says whether it may: then only the button of the map asks.
  void navigator.permissions
    ?.query({ name: "geolocation" })
    .then(({ state }) => {
      if (state !== "granted") return;
      navigator.geolocation.getCurrentPosition(({ coords }) => standAt(coords), () => {}, { timeout: 15_000, maximumAge: 300_000 });
    })
    .catch(() => {});
}
