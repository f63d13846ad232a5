// Photos of a report: made small here, sent one by one as soon as they are chosen, so that a slow network sends little.
// Each is kept on this device until the town has the report.
import { blank, change, reports, type Photo } from "./device";
import { positionIn, type Position } from "./exif";
import { keptId, showSaved } from "./kept";

const EDGE = 2048;
const SMALL_ENOUGH = 600_000; // bytes: sent as it is
const HEAVIEST = 15_000_000; // what the server takes: sending more would be for nothing
const MOST = 5;

type Answer = { html?: string; error?: string };

export function offerPhotos(block: HTMLElement): void {
  const form = block.closest("form");
  const input = block.querySelector<HTMLInputElement>("input[type=file]");
  const plain = block.querySelector<HTMLElement>("[data-plain]");
  const choose = block.querySelector<HTMLButtonElement>("[data-choose]");
  const list = block.querySelector<HTMLElement>("[data-shots]");
  const model = block.querySelector("template");
  const status = block.querySelector<HTMLElement>("[data-said]");
  if (!form || !input || !plain || !choose || !list || !model || !status) return;
  const address = block.dataset.photos ?? "";
  const isOffline = address === ""; // the page that is written on without network
  let going = 0;
  let queue: Promise<void> = Promise.resolve();
  let held: HTMLElement | null | undefined;

  plain.hidden = true;
  choose.hidden = false;
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // the form itself carries none
    const room = MOST - list.querySelectorAll("[data-shot]").length;
    say(files.length > room ? block.dataset.full : "");
    for (const file of files.slice(0, Math.max(room, 0))) begin(file, null);
  });
  list.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("[data-remove]") : null;
    if (!button) return;
    event.preventDefault();
    void remove(button);
  });
  // « Continuer » waits for the photos that are on their way.
  form.addEventListener("submit", (event) => {
    if (going === 0) return;
    event.preventDefault();
    held = event.submitter;
    say(block.dataset.sending);
  });

  form.addEventListener("parvis:emptied", () => {
    list.replaceChildren();
    say("");
  });
  void takeUp().catch(() => undefined);

  // What was kept when the page was left, and that the town does not show here.
  async function takeUp(): Promise<void> {
    const kept = (await reports()).find((one) => one.id === keptId(form!));
    const shown = new Set([...list!.querySelectorAll<HTMLButtonElement>("[data-remove]")].map((button) => button.value));
    for (const photo of kept?.photos ?? []) {
      if (!shown.has(photo.ticket)) begin(new File([photo.content], photo.name, { type: photo.content.type }), photo);
    }
  }

  function begin(file: File, kept: Photo | null): void {
    const row = (model!.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>("[data-shot]")!;
    const image = row.querySelector("img")!;
    image.src = URL.createObjectURL(file);
    image.addEventListener("error", () => row.classList.add("is-blind")); // no picture, or HEIC: an empty frame
    row.dataset.key = kept?.key ?? String(Math.random());
    row.querySelector("[data-drop]")!.addEventListener("click", () => {
      row.dataset.dropped = "yes";
      void forget((one) => one.key === row.dataset.key);
      row.remove();
      choose!.focus();
    });
    row.querySelector("[data-again]")!.addEventListener("click", () => enqueue(row, file, kept));
    list!.append(row);
    enqueue(row, file, kept);
  }

  function keepIt(photo: Photo): Promise<unknown> {
    const id = keptId(form!);
    const others = (photos: Photo[]) => photos.filter((one) => one.key !== photo.key);
    return change(id, (now) => ({ ...(now ?? blank(id)), photos: [...others(now?.photos ?? []), photo] }))
      .then(showSaved)
      .catch(() => undefined); // no room left: the photo goes all the same
  }

  function forget(isIt: (photo: Photo) => boolean): Promise<unknown> {
    const rest = (photos: Photo[]) => photos.filter((one) => !isIt(one));
    return change(keptId(form!), (now) => now && { ...now, photos: rest(now.photos) }).catch(() => undefined);
  }

  // One after the other: a phone has memory for one large photo.
  function enqueue(row: HTMLElement, file: File, kept: Photo | null): void {
    going += 1;
    queue = queue.then(() => send(row, file, kept)).finally(() => {
      going -= 1;
      if (going === 0 && held !== undefined) {
        const submitter = held;
        held = undefined;
        form!.requestSubmit(submitter);
      }
    });
  }

  async function send(row: HTMLElement, file: File, kept: Photo | null): Promise<void> {
    if (row.dataset.dropped) return;
    const bar = row.querySelector("progress")!;
    tell(row, "", false);
    bar.hidden = false;
    const photo = kept ?? (await asKept(row.dataset.key ?? "", file));
    const content = photo.content;
    if (content.size > HEAVIEST) {
      bar.hidden = true;
      tell(row, block.dataset.heavy ?? "", false);
      held = undefined;
      return;
    }
    await keepIt(photo);
    if (isOffline) {
      bar.hidden = true;
      row.classList.remove("is-coming");
      say(block.dataset.added);
      return;
    }
    const body = wish();
    body.append("photos", content, photo.name);
    body.append("taken", photo.lat && `${photo.lat};${photo.lon}`);
    const answer = await post(body, (part) => (bar.value = part));
    bar.hidden = true;
    if (!answer?.html) {
      if (answer) await forget((one) => one.key === photo.key); // the town cannot read it
      tell(row, answer?.error ?? block.dataset.failed ?? "", answer === null);
      held = undefined; // what is wrong is read before going on
      return;
    }
    const fresh = document.createElement("template");
    fresh.innerHTML = answer.html;
    const shown = fresh.content.querySelector<HTMLElement>("[data-shot]")!;
    if (row.dataset.dropped) {
      await remove(shown.querySelector<HTMLButtonElement>("[data-remove]")!);
      return;
    }
    await keepIt({ ...photo, ticket: shown.querySelector<HTMLButtonElement>("[data-remove]")?.value ?? "" });
    URL.revokeObjectURL(row.querySelector("img")!.src);
    row.replaceWith(shown);
    say(block.dataset.added);
  }

  async function remove(button: HTMLButtonElement): Promise<void> {
    const body = wish();
    body.append("remove", button.value);
    const answer = await post(body);
    if (!answer || answer.error !== undefined) {
      say(answer?.error ?? block.dataset.failed);
      return;
    }
    await forget((one) => one.ticket === button.value);
    button.closest("[data-shot]")?.remove();
    say(block.dataset.removed);
    choose!.focus();
  }

  function wish(): FormData {
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "paper"]) {
      body.append(name, form!.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? "");
    }
    return body;
  }

  // null: it never arrived.
  function post(body: FormData, progress?: (part: number) => void): Promise<Answer | null> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest(); // fetch does not say how far it is
      request.open("POST", address);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => progress?.(event.loaded / event.total));
      request.addEventListener("loadend", () => {
        try {
          resolve(JSON.parse(request.responseText) as Answer);
        } catch {
          resolve(null);
        }
      });
      request.send(body);
    });
  }

  function tell(row: HTMLElement, words: string, isWorthTrying: boolean): void {
    const error = row.querySelector<HTMLElement>(".error")!;
    error.textContent = words;
    error.hidden = words === "";
    row.querySelector<HTMLElement>("[data-again]")!.hidden = !isWorthTrying;
  }

  function say(words: string | undefined): void {
    status!.textContent = words ?? "";
  }
}

async function asKept(key: string, file: File): Promise<Photo> {
  const { content, position } = await prepared(file);
  return { key, name: file.name, content, lat: String(position?.lat ?? ""), lon: String(position?.lon ?? ""), ticket: "" };
}

// What a browser cannot draw (HEIC, most of the time) goes as it is, and so does what is small: the server reads it all.
async function prepared(file: File): Promise<{ content: Blob; position: Position | null }> {
  const whole = { content: file, position: null };
  if (file.size <= SMALL_ENOUGH || file.type !== "image/jpeg") return whole;
  const position = await positionIn(file);
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    const scale = Math.min(1, EDGE / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const content = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return content && content.size < file.size ? { content, position } : whole;
  } catch {
    return whole;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
