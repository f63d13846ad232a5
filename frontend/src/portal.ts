// The portal's pages: they all work without this.
import "./announce";
import "./copying";
import "./css/portal.css";
import "./css/map.css";
import "./near";
import "./position";
import "./address";
import "./kept";
import { offerPhotos } from "./photos";

const photos = document.querySelector<HTMLElement>("[data-photos]");
if (photos) offerPhotos(photos);

// A click more than once on "send" sends once. The server answers for it too: this only says that it goes.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter?.matches("[data-sending]") ? event.submitter : form.querySelector("[data-sending]");
    const words = button?.querySelector("span");
    if (button instanceof HTMLElement && words && isLast(event.submitter)) {
      words.textContent = button.dataset.sending ?? "";
    }
  });
}

// "Back" may show the page as it was left: it can be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) delete form.dataset.sent;
  }
});

function isLast(submitter: HTMLElement | null): boolean {
  return submitter === null || submitter.getAttribute("name") !== "to";
}

// A long list of categories narrows as one types; without scripts the same field asks the server.
const narrowing = document.querySelector<HTMLElement>("[data-narrowing]");
const letters = narrowing?.querySelector<HTMLInputElement>("input[name=q]");
if (narrowing && letters) {
  const plain = (text: string) =>
    text.toLowerCase().replace("œ", "oe").normalize("NFD").replace(/\p{Diacritic}/gu, "");
  letters.addEventListener("input", () => {
    const words = plain(letters.value).split(/[^a-z0-9]+/).filter(Boolean);
    for (const theme of narrowing.querySelectorAll<HTMLDetailsElement>("details")) {
      const title = plain(theme.querySelector("h2")?.textContent ?? "");
      let shown = 0;
      for (const line of theme.querySelectorAll<HTMLElement>("[data-name]")) {
        const name = `${plain(line.dataset.name ?? "")} ${title}`;
        line.hidden = !words.every((word) => name.includes(word));
        shown += line.hidden ? 0 : 1;
      }
      theme.hidden = shown === 0;
      theme.open = words.length > 0 && shown > 0;
    }
  });
}

// The map is ten times the rest of the scripts: it comes once the page is there to be read.
const mapped = document.querySelector<HTMLElement>("main.mapped");
if (mapped) {
  afterFirstPaint(() => {
    import("./map/page").then(({ open }) => open(mapped)).catch(() => mapped.classList.replace("is-live", "is-list"));
  });
}

const crosshair = document.querySelector<HTMLElement>("[data-crosshair]");
const opener = crosshair?.querySelector<HTMLButtonElement>("[data-open]");
if (crosshair && opener) {
  crosshair.hidden = false;
  opener.addEventListener("click", () => {
    import("./map/crosshair")
      .then(({ toggle }) => toggle(crosshair))
      .catch(() => {
        const trouble = crosshair.querySelector<HTMLElement>("[data-trouble]");
        if (trouble) trouble.textContent = crosshair.dataset.broken ?? "";
      });
  });
}

function afterFirstPaint(work: () => void): void {
  requestAnimationFrame(() => window.setTimeout(work));
}
