// Photos of a report: made small here, sent one by one as soon as they are chosen, so that a slow network sends little.
import { positionIn, type Position } from "./exif";

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
    for (const file of files.slice(0, Math.max(room, 0))) begin(file);
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

  function begin(file: File): void {
    const row = (model!.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>("[data-shot]")!;
    const image = row.querySelector("img")!;
    image.src = URL.createObjectURL(file);
    image.addEventListener("error", () => image.removeAttribute("src")); // no picture, or HEIC: an empty frame
    row.querySelector("[data-drop]")!.addEventListener("click", () => {
      row.dataset.dropped = "yes";
      row.remove();
      choose!.focus();
    });
    row.querySelector("[data-again]")!.addEventListener("click", () => enqueue(row, file));
    list!.append(row);
    enqueue(row, file);
  }

  // One after the other: a phone has memory for one large photo.
  function enqueue(row: HTMLElement, file: File): void {
    going += 1;
    queue = queue.then(() => send(row, file)).finally(() => {
      going -= 1;
      if (going === 0 && held !== undefined) {
        const submitter = held;
        held = undefined;
        form!.requestSubmit(submitter);
      }
    });
  }

  async function send(row: HTMLElement, file: File): Promise<void> {
    if (row.dataset.dropped) return;
    const bar = row.querySelector("progress")!;
    tell(row, "", false);
    bar.hidden = false;
    const { content, position } = await prepared(file);
    if (content.size > HEAVIEST) {
      bar.hidden = true;
      tell(row, block.dataset.heavy ?? "", false);
      held = undefined;
      return;
    }
    const body = wish();
    body.append("photos", content, file.name);
    if (position) {
      body.append("taken_lat", String(position.lat));
      body.append("taken_lon", String(position.lon));
    }
    const answer = await post(body, (part) => (bar.value = part));
    bar.hidden = true;
    if (!answer?.html) {
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
