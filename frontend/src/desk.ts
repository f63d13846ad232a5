// The back office's keys: every page works without them.
import "./announce";
import "./copying";
import "./css/desk.css";
import "./covers";
import "./fields";
import "./printing";
import "./publication";

const WRITING = "input, textarea, select, [contenteditable]";

/** What a key does here, if anything: the page says it in `data-key`. */
function keyed(key: string): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>("[data-key]");
  return [...all].find((element) => (element.dataset.key ?? "").split(" ").includes(key));
}

/** On a list without an open case, j and k move the focus from row to row. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>(".row a.l1")];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const next = rows[focused < 0 ? (by > 0 ? 0 : rows.length - 1) : focused + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function act(element: HTMLElement): void {
  const menu = element.closest("details");
  if (element instanceof HTMLAnchorElement && element.hash && element.pathname === location.pathname) {
    const written = document.querySelector<HTMLElement>(`${element.hash} textarea`);
    written?.focus();
    written?.scrollIntoView({ block: "nearest" });
  } else if (menu && element.tagName === "SUMMARY") {
    menu.open = true;
    menu.querySelector<HTMLElement>("button")?.focus();
  } else {
    element.click();
  }
}

/** The button that one sees: the reply line shows one of three. */
function sender(form: HTMLFormElement): HTMLButtonElement | undefined {
  const buttons = form.querySelectorAll<HTMLButtonElement>("button:not([type=button])");
  return [...buttons].find((button) => button.offsetParent !== null);
}

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = target.closest("form");
    if (form) form.requestSubmit(sender(form));
    return;
  }
  if (event.key === "Escape") leaveMenu(target);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") moveInMenu(event, target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches(WRITING) || document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    document.querySelector<HTMLInputElement>("#find")?.focus();
  } else if (event.key === "?") {
    document.querySelector<HTMLDialogElement>("#touches")?.showModal();
  } else {
    const element = keyed(event.key);
    if (element) act(element);
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else return;
  }
  event.preventDefault();
}

/** Escape gives the focus back to the button that opened the menu. */
function leaveMenu(from: Element): void {
  const opener = from.closest("details.menu-of[open], details.me[open]")?.querySelector("summary");
  closeMenus(null);
  opener?.focus();
}

/** The arrows go round the open menu. */
function moveInMenu(event: KeyboardEvent, from: Element): void {
  const menu = from.closest("details.menu-of[open], details.me[open]");
  const items = [...(menu?.querySelectorAll<HTMLElement>(".menu :is(a, button)") ?? [])];
  if (!items.length) return;
  const at = items.findIndex((item) => item === from) + (event.key === "ArrowDown" ? 1 : -1);
  items[(at + items.length) % items.length]?.focus();
  event.preventDefault();
}

/** One menu open at a time, and none after a click elsewhere. */
function closeMenus(kept: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu-of[open], details.me[open]")) {
    if (!kept || !menu.contains(kept)) menu.open = false;
  }
}

/** A second click on "send" sends nothing. */
function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method === "dialog" || form.method === "get") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
}

/** What is being written on a case is kept on this tab until the town says that it has it: a send may fail on its way. */
function keepDraft(area: HTMLTextAreaElement, form: HTMLFormElement): void {
  const name = `parvis:${location.pathname}`;
  const sent = `${name}:sent`;
  if (sessionStorage.getItem(sent) && document.querySelector(".messages .done")) sessionStorage.removeItem(name);
  sessionStorage.removeItem(sent);
  const modes = [...form.querySelectorAll<HTMLInputElement>("[name=mode]")];
  const keep = (): void => {
    const mode = modes.find((one) => one.checked)?.value ?? "";
    if (area.value.trim()) sessionStorage.setItem(name, JSON.stringify({ text: area.value, mode }));
    else sessionStorage.removeItem(name);
  };
  const kept = JSON.parse(sessionStorage.getItem(name) ?? "null") as { text: string; mode: string } | null;
  if (kept && !area.value) {
    area.value = kept.text;
    for (const mode of modes) mode.checked = mode.value === kept.mode || mode.checked;
  } else if (area.value !== area.defaultValue) {
    keep(); // a quick hand typed it before this script was there
  }
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => sessionStorage.setItem(sent, "1"));
}

document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
document.addEventListener("click", (event) => closeMenus(event.target as Element));
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
});
document.querySelector("[data-key='?']")?.addEventListener("click", () => document.querySelector<HTMLDialogElement>("#touches")?.showModal());
for (const select of document.querySelectorAll<HTMLSelectElement>("form.tools select")) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}
document.querySelector(".messages")?.addEventListener("click", (event) => (event.currentTarget as Element).remove());
document.querySelector(".row.sel")?.scrollIntoView({ block: "nearest" });
const area = document.querySelector<HTMLTextAreaElement>("#parole-texte");
if (area?.form) keepDraft(area, area.form);

// Only a page with an outline asks for the map.
const outline = document.querySelector<HTMLElement>("[data-outline]");
if (outline) void import("./map/outline").then(({ open }) => open(outline)).catch(() => (outline.hidden = true));
