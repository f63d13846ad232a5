// What is typed is kept on this device as it is typed, goes by itself once there is a network, and is erased when one wishes.
import { blank, change, erase, reports, type Report, type State } from "./device";
import { flush } from "./outbox";
import { remember } from "./remembered";

export const OFFLINE = "hors-ligne"; // the one report that is being written on the page without network
const SENDING = "parvis:sending";
const RECEIVED = "parvis:received";
const LEFT = "parvis:left";
const NOT_KEPT = ["csrfmiddlewaretoken", "website", "step", "to", "remove", "place"];
const PAUSE = 300; // ms
const LATEST = 3;
const STALE = 7 * 24 * 3_600_000; // ms: what was begun and left for a week is nobody's business any more
const WITH_PHOTOS = 40 * 3_600_000; // ms: the town keeps for two days the photos of a report that it does not have yet
const AGAIN = 20_000; // ms: a network comes back without always saying so

type Left = Pick<Report, "state" | "step" | "title" | "fields">;

const form = document.querySelector<HTMLFormElement>("form[data-keep]");
const board = document.querySelector<HTMLElement>("[data-device]");
const saved = document.querySelector<HTMLElement>("[data-saved]");

/** The name under which the report of this page is kept. */
export function keptId(of: HTMLFormElement): string {
  return of.querySelector<HTMLInputElement>("[name=paper]")?.value || OFFLINE;
}

/** Keep what the form holds now; a form in which nothing was written is not kept. */
export async function keep(of: HTMLFormElement, state: State = "draft"): Promise<void> {
  const now = content(of);
  await put(keptId(of), { ...now, state });
  if (isWritten(now.fields)) showSaved();
}

function put(id: string, left: Left): Promise<unknown> {
  return change(id, (now) => {
    if (!now && !isWritten(left.fields)) return null;
    // The page without network has no key of its own: that of a report that was begun elsewhere stays with it.
    const key: Record<string, string> = now?.fields.paper ? { paper: now.fields.paper } : {};
    return { ...(now ?? blank(id)), ...left, id, fields: { ...key, ...left.fields }, at: Date.now() };
  });
}

function content(of: HTMLFormElement): Omit<Left, "state"> {
  const category = of.querySelector<HTMLSelectElement>("[name=category]")?.selectedOptions?.[0]?.label;
  const step = of.querySelector<HTMLButtonElement>("button[name=step]")?.value ?? "what";
  return { fields: typed(of), step, title: of.dataset.keep || category || "" };
}

function isWritten(fields: Record<string, string>): boolean {
  return ["address", "words", "lat"].some((name) => fields[name]);
}

/** What the last page held when it was left. */
async function putAway(): Promise<void> {
  const left = JSON.parse(localStorage.getItem(LEFT) ?? "null") as (Left & { id: string }) | null;
  if (left) await put(left.id, left);
  localStorage.removeItem(LEFT);
}

export function showSaved(): void {
  if (saved) saved.hidden = false;
}

function typed(of: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(of)) {
    if (typeof value !== "string" || NOT_KEPT.includes(name)) continue;
    // Several answers to one question are one a line, as the town reads them.
    fields[name] = name.startsWith("q_") && name in fields ? `${fields[name]}\n${value}` : value;
  }
  return fields;
}

function follow(of: HTMLFormElement): void {
  let pause = 0;
  const later = () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(() => void keep(of).catch(() => undefined), PAUSE);
  };
  of.addEventListener("input", later);
  document.addEventListener("parvis:placed", later);
  // A page that is being left finishes no writing in a database: what it held is set down at once, and put away by the next page.
  of.addEventListener("submit", (event) => {
    if (event.defaultPrevented || of.dataset.outbox !== undefined) return;
    window.clearTimeout(pause);
    const { submitter } = event;
    const state = submitter instanceof HTMLButtonElement && submitter.value === "check" ? "ready" : "draft";
    sessionStorage.setItem(SENDING, keptId(of));
    localStorage.setItem(LEFT, JSON.stringify({ ...content(of), id: keptId(of), state }));
  });
  saved?.querySelector("button")?.addEventListener("click", async () => {
    window.clearTimeout(pause);
    await erase(keptId(of));
    location.assign("/");
  });
  // What a link has filled in is nobody's words yet.
  const isFirst = of.querySelector<HTMLButtonElement>("button[name=step]")?.value === "what";
  const isKnown = async () => (await reports()).some((one) => one.id === keptId(of));
  void (async () => {
    if (!isFirst || (await isKnown())) await keep(of);
  })().catch(() => undefined);
}

/** The page without network: its form is filled in again as it was left, and goes into the outbox. */
async function offer(of: HTMLFormElement): Promise<void> {
  const left = (await reports()).find((one) => one.id === OFFLINE);
  const fields = left?.fields ?? {};
  // Kept when the page had one field for the whole name.
  if (fields.name && fields.last_name === undefined) fields.last_name = fields.name;
  for (const [name, value] of Object.entries(fields)) {
    const field = of.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
      field.value = value;
    }
  }
  of.hidden = false;
  foretell(of);
  document.dispatchEvent(new Event("parvis:placed"));
  of.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!of.reportValidity()) return;
    await keep(of);
    const written = (await reports()).find((one) => one.id === OFFLINE);
    if (!written) return;
    const id = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    await change(id, () => ({ ...written, id, state: "ready", at: Date.now() }));
    await erase(OFFLINE);
    of.reset();
    of.dispatchEvent(new Event("parvis:emptied"));
    if (saved) saved.hidden = true;
    await show();
    board?.focus();
    await go();
  });
}

/** Which subjects are a danger is said while one writes, and which have questions of their own: these come with the network. */
function foretell(of: HTMLFormElement): void {
  const told = ["asking", "danger"].map((about) => [about, of.querySelector<HTMLElement>(`[data-${about}]`)!] as const);
  const category = of.querySelector<HTMLSelectElement>("[name=category]");
  if (!category) return;
  const tell = () => {
    for (const [about, words] of told) words.hidden = !(words.dataset[about] ?? "").split(" ").includes(category.value);
  };
  category.addEventListener("change", tell);
  of.addEventListener("parvis:emptied", tell);
  tell();
}

/** Send what waits, and ask the browser to do it when every page is closed. */
async function go(): Promise<void> {
  await show(); // another tab, or the worker, may have sent it
  if (!(await reports()).some((one) => one.state === "ready")) return;
  const isEmpty = await flush().catch(() => false);
  await show();
  if (isEmpty) return;
  const registration = (await navigator.serviceWorker?.getRegistration()) as
    | { sync?: { register(name: string): Promise<void> } }
    | undefined;
  await registration?.sync?.register("parvis-outbox").catch(() => undefined);
}

/** The reports that this device keeps; where one is being written, what was begun before is not shown. */
async function show(): Promise<void> {
  const model = board?.querySelector("template");
  if (!board || !model) return;
  const here = form ? keptId(form) : "";
  const all = await reports();
  const isOutbox = form?.dataset.outbox !== undefined;
  const isBegun = !isOutbox && all.some((one) => one.id === here);
  // What was begun is offered where one comes to write; who reads an answer of the town is left in peace.
  const isToWrite = isOutbox || ["/", "/signaler"].includes(location.pathname);
  const shown = all.filter((one) => one.id !== here && !(one.state === "draft" && (isBegun || !isToWrite)));
  // What was begun and left is a reminder, not the page: the last of it is enough, and the rest is a click away.
  const older = isOutbox ? [] : shown.filter((one) => one.state === "draft").slice(0, -1);
  const others = shown.filter((one) => !older.includes(one));
  const latest = isOutbox ? others : others.slice(-LATEST);
  const signs = latest.map((one) => `${one.id} ${one.state} ${one.why}`).join("\n");
  if (signs === board.dataset.signs) return; // whoever is reading it keeps the place and the focus
  board.dataset.signs = signs;
  const rows = latest.map((one) => told(one, board, model));
  const more = board.querySelector<HTMLElement>("[data-more]");
  if (more) more.hidden = older.length === 0;
  board.replaceChildren(model, ...rows, ...(more ? [more] : []));
  board.hidden = rows.length === 0;
}

function told(report: Report, board: HTMLElement, model: HTMLTemplateElement): Node {
  const row = model.content.cloneNode(true) as DocumentFragment;
  const part = (name: string) => row.querySelector<HTMLElement>(`[data-${name}]`)!;
  part("kept").dataset.kept = report.state;
  part("words").textContent = (board.dataset[isAsked(report) ? "asked" : report.state] ?? "")
    .replace(report.title ? "{title}" : /\s:\s\{title\}/, report.title)
    .replace("{number}", report.told?.number ?? "")
    .replace("{why}", report.why);
  part("notes").textContent = report.told?.notes.join(" ") ?? "";
  const link = part("follow") as HTMLAnchorElement;
  link.hidden = report.state !== "sent";
  link.href = report.told?.address || "/suivi";
  link.addEventListener("click", () => void erase(report.id));
  const resume = part("resume");
  resume.hidden = report.state !== "draft" && report.state !== "wrong";
  if (isAsked(report)) resume.textContent = board.dataset.answer ?? "";
  resume.addEventListener("click", () => void takeUp(report));
  const drop = part("erase");
  drop.querySelector("span")!.textContent = (report.state === "sent" ? board.dataset.close : board.dataset.erase) ?? "";
  drop.addEventListener("click", async () => {
    await erase(report.id);
    await show();
  });
  return row;
}

/** Go on with a report where it was left: the page is asked from the town with all that was typed. */
async function takeUp(kept: Report): Promise<void> {
  const report = isAsked(kept) && haveLeft(kept) ? await sendAgain(kept) : kept;
  if (report !== kept && !isAsked(report)) {
    await show();
    return;
  }
  if (report.id === OFFLINE) {
    location.assign("/hors-ligne");
    return;
  }
  if (form?.dataset.outbox !== undefined && !navigator.onLine) {
    await setAside();
    await change(OFFLINE, () => ({ ...report, id: OFFLINE, state: "draft" }));
    await erase(report.id);
    location.reload();
    return;
  }
  const { token, paper } = (await (await fetch("/signaler/papier", { cache: "no-store" })).json()) as { token: string; paper: string };
  const own = report.fields.paper ?? paper;
  // Under the name that the page will know it by.
  if (report.id !== own) {
    await change(own, () => ({ ...report, id: own, state: "draft", fields: { ...report.fields, paper: own } }));
    await erase(report.id);
  }
  const turn = document.createElement("form");
  turn.method = "post";
  turn.action = "/signaler";
  for (const [name, value] of Object.entries({ ...report.fields, paper: own, ...pageOf(report), csrfmiddlewaretoken: token })) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    turn.append(field);
  }
  document.body.append(turn);
  turn.submit();
}

/** The town has all of it but what it asks. */
function isAsked({ state, step }: Report): boolean {
  return state === "wrong" && step === "asked";
}

/** Whether the photos that the town had of it are erased there by now. */
function haveLeft({ photos, at }: Report): boolean {
  return photos.length > 0 && Date.now() - at > WITH_PHOTOS;
}

/** With its photos, so that nothing is left to do but to answer. Without network it waits for it like any other. */
async function sendAgain(report: Report): Promise<Report> {
  const again = await change(report.id, (now) => now && { ...now, state: "ready" });
  await flush().catch(() => false);
  return (await reports()).find((one) => one.id === report.id) ?? again ?? report;
}

/** Where one goes on: at what the town asked, as if the first page had just been filled in; else at a page to look over.
 * The first sends the photos that the town no longer has. */
function pageOf(report: Report): Record<string, string> {
  if (isAsked(report)) return { step: "what" };
  return { to: report.state === "draft" && report.step !== "what" && !haveLeft(report) ? "you" : "what" };
}

/** What was being written on this page makes room for what is taken up. */
async function setAside(): Promise<void> {
  const written = (await reports()).find((one) => one.id === OFFLINE);
  if (written) await change(String(Date.now()), () => ({ ...written, id: String(Date.now()) }));
}

async function begin(): Promise<void> {
  await putAway();
  for (const { id, state, at } of await reports()) if (state !== "ready" && Date.now() - at > STALE) await erase(id);
  const sending = sessionStorage.getItem(SENDING);
  if (sending && document.querySelector("[data-received]")) {
    sessionStorage.setItem(RECEIVED, sending);
    await erase(sending);
  }
  if (form) {
    remember(form);
    if (form.dataset.outbox !== undefined) await offer(form);
    // « Back » from the thanks begins nothing again.
    if (keptId(form) !== sessionStorage.getItem(RECEIVED)) follow(form);
  }
  await show();
  await go();
  window.addEventListener("online", () => void go());
  window.setInterval(() => void (document.visibilityState === "visible" && go()), AGAIN);
}

// A browser that keeps nothing (some private windows) loses nothing either: the pages are as they were.
if (window.indexedDB) void begin().catch(() => undefined);
if ("serviceWorker" in navigator && document.querySelector("link[rel=manifest]")) {
  void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
}
