// Covering parts of a photo: a rectangle drawn by hand, or added and moved by keyboard. The server covers the pixels.
export {};

const WHOLE = 10_000;
const STEP = 100;
const SMALLEST = 100;
type Part = { left: number; top: number; right: number; bottom: number };

const form = document.querySelector<HTMLFormElement>("[data-covers]");
const canvas = form?.querySelector<HTMLElement>("[data-canvas]");
const field = form?.querySelector<HTMLInputElement>("[name=parts]");
const add = form?.querySelector<HTMLButtonElement>("[data-add]");
if (form && canvas && field && add) cover(form, canvas, field, add);

function cover(form: HTMLFormElement, canvas: HTMLElement, field: HTMLInputElement, add: HTMLButtonElement): void {
  const parts = new Map<HTMLElement, Part>();
  form.querySelector("[data-drawn]")?.removeAttribute("hidden");
  canvas.classList.add("is-drawn");
  add.hidden = false;

  const write = () => {
    field.value = [...parts.values()].map((one) => [one.left, one.top, one.right, one.bottom].join(",")).join(" ");
    [...parts.keys()].forEach((one, index) => {
      one.setAttribute("aria-label", (form.dataset.name ?? "").replace("{n}", String(index + 1)));
    });
  };
  const place = (element: HTMLElement, part: Part) => {
    parts.set(element, part);
    element.style.left = `${part.left / 100}%`;
    element.style.top = `${part.top / 100}%`;
    element.style.width = `${(part.right - part.left) / 100}%`;
    element.style.height = `${(part.bottom - part.top) / 100}%`;
  };
  const put = (part: Part): HTMLElement => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "cover";
    canvas.append(element);
    place(element, part);
    return element;
  };
  const remove = (element: HTMLElement) => {
    parts.delete(element);
    element.remove();
    write();
  };

  for (const one of field.value.split(" ").filter(Boolean)) {
    const [left = 0, top = 0, right = 0, bottom = 0] = one.split(",").map(Number);
    put({ left, top, right, bottom });
  }
  write();

  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [within(((event.clientX - box.left) / box.width) * WHOLE), within(((event.clientY - box.top) / box.height) * WHOLE)];
  };
  let drawn: { element: HTMLElement; from: [number, number] } | null = null;

  canvas.addEventListener("pointerdown", (event) => {
    if ((event.target as Element).closest(".cover") || event.button !== 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    const from = at(event);
    drawn = { from, element: put({ left: from[0], top: from[1], right: from[0], bottom: from[1] }) };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (drawn) place(drawn.element, between(drawn.from, at(event)));
  });
  const end = () => {
    const part = drawn && parts.get(drawn.element);
    if (drawn && part && (part.right - part.left < SMALLEST / 2 || part.bottom - part.top < SMALLEST / 2)) remove(drawn.element);
    drawn = null;
    write();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("click", (event) => {
    const element = (event.target as Element).closest<HTMLElement>(".cover");
    if (element) remove(element);
  });

  add.addEventListener("click", () => {
    const element = put({ left: 4000, top: 4000, right: 6000, bottom: 6000 });
    write();
    element.focus();
  });
  canvas.addEventListener("keydown", (event) => {
    const element = (event.target as Element).closest<HTMLElement>(".cover");
    const part = element && parts.get(element);
    if (!element || !part) return;
    const x = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const y = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      remove(element);
      add.focus();
    } else if (x || y) {
      event.preventDefault();
      event.stopPropagation();
      place(element, event.shiftKey ? grown(part, x * STEP, y * STEP) : moved(part, x * STEP, y * STEP));
      write();
    }
  });
}

const within = (value: number): number => Math.round(Math.min(Math.max(value, 0), WHOLE));

function between(from: [number, number], to: [number, number]): Part {
  return {
    left: Math.min(from[0], to[0]),
    top: Math.min(from[1], to[1]),
    right: Math.max(from[0], to[0]),
    bottom: Math.max(from[1], to[1]),
  };
}

function moved(part: Part, x: number, y: number): Part {
  const east = Math.min(Math.max(x, -part.left), WHOLE - part.right);
  const south = Math.min(Math.max(y, -part.top), WHOLE - part.bottom);
  return { left: part.left + east, top: part.top + south, right: part.right + east, bottom: part.bottom + south };
}

function grown(part: Part, x: number, y: number): Part {
  return {
    ...part,
    right: Math.max(within(part.right + x), part.left + SMALLEST),
    bottom: Math.max(within(part.bottom + y), part.top + SMALLEST),
  };
}
