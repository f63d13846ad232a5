// On a phone the list is a sheet over the map, of three heights: drawn by its handle, or by the button that the handle is.
import type { Words } from "./ground";

export const HEIGHTS = ["low", "half", "full"] as const;
type Height = (typeof HEIGHTS)[number];

export function raise(sheet: HTMLElement, told: Words): (to: Height) => void {
  const handle = sheet.querySelector<HTMLButtonElement>("[data-sheet]");
  let height: Height = "half";
  const set = (to: Height) => {
    height = to;
    sheet.dataset.height = to;
    sheet.style.removeProperty("height");
    handle?.setAttribute("aria-expanded", String(to === "full"));
    handle?.setAttribute("aria-label", (to === "full" ? told.smaller : told.larger) ?? "");
  };
  set("half");
  if (!handle) return set;
  handle.hidden = false;
  let from = 0;
  let was = 0;
  let isDrawn = false;
  handle.addEventListener("pointerdown", (event) => {
    [from, was, isDrawn] = [event.clientY, sheet.offsetHeight, false];
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId) || (!isDrawn && Math.abs(event.clientY - from) < 6)) return;
    isDrawn = true;
    sheet.style.height = `${Math.max(120, was + from - event.clientY)}px`;
  });
  handle.addEventListener("pointerup", () => {
    if (!isDrawn) return;
    const share = sheet.offsetHeight / window.innerHeight;
    set(share > 0.66 ? "full" : share > 0.3 ? "half" : "low");
  });
  handle.addEventListener("click", () => {
    if (!isDrawn) set(height === "low" ? "half" : height === "half" ? "full" : "low");
    isDrawn = false;
  });
  return set;
}
