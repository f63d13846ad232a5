// Masking by selection: what is selected of the requester's words becomes a passage like those proposed.
export {};

const form = document.querySelector<HTMLFormElement>("[data-publication]");
const button = form?.querySelector<HTMLButtonElement>("[data-mask]");
if (form && button) mask(form, button);

type Span = [number, number];

function mask(form: HTMLFormElement, button: HTMLButtonElement): void {
  form.querySelector<HTMLElement>("[data-by-selection]")?.removeAttribute("hidden");
  let chosen: { passage: HTMLElement; span: Span } | null = null;

  document.addEventListener("selectionchange", () => {
    if (document.activeElement === button) return; // pressing the button may take the selection away
    chosen = selected(form);
    button.hidden = chosen === null;
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (!chosen) return;
    draw(chosen.passage, chosen.span);
    document.getSelection()?.removeAllRanges();
    chosen = null;
    button.hidden = true;
    form.querySelector<HTMLElement>("button[type=submit]")?.focus();
  });
}

/** What is selected in one of the texts, in characters as the server counts them. */
function selected(form: HTMLFormElement): { passage: HTMLElement; span: Span } | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const inside = range.commonAncestorContainer;
  const passage = [...form.querySelectorAll<HTMLElement>(".passage")].find((one) => one.contains(inside));
  if (!passage) return null;
  const before = document.createRange();
  before.selectNodeContents(passage);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const start = size(before.toString()) + size(words) - size(words.trimStart());
  const end = start + size(words.trim());
  return start < end ? { passage, span: [start, end] } : null;
}

const size = (text: string): number => [...text].length;

/** The text again, with the new passage; those that it covers or touches become one with it. */
function draw(passage: HTMLElement, added: Span): void {
  const letters = [...(passage.textContent ?? "")];
  const boxes = [...passage.querySelectorAll<HTMLInputElement>("input")];
  let [start, end] = added;
  const kept: { span: Span; checked: boolean }[] = [];
  for (const box of boxes) {
    const [from = 0, to = 0] = box.value.split("-").map(Number);
    if (to < start || from > end) kept.push({ span: [from, to], checked: box.checked });
    else [start, end] = [Math.min(start, from), Math.max(end, to)];
  }
  kept.push({ span: [start, end], checked: true });
  kept.sort((one, other) => one.span[0] - other.span[0]);
  const nodes: (string | HTMLElement)[] = [];
  let place = 0;
  for (const { span, checked } of kept) {
    const text = letters.slice(span[0], span[1]).join("");
    nodes.push(letters.slice(place, span[0]).join(""), passageBox(passage, span, text, checked));
    place = span[1];
  }
  passage.replaceChildren(...nodes, letters.slice(place).join(""));
}

function passageBox(passage: HTMLElement, span: Span, text: string, checked: boolean): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = passage.dataset.name ?? "";
  box.value = `${span[0]}-${span[1]}`;
  box.checked = checked;
  box.setAttribute("aria-label", `${passage.dataset.verb ?? ""} « ${text} »`);
  const words = document.createElement("span");
  words.textContent = text;
  label.append(box, words);
  return label;
}
