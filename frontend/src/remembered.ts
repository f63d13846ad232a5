// The requester's coordinates, remembered on this device only if they wish.
const ME = "parvis:me"; // last name, e-mail, phone and first name: devices that remember one name remember the first three
const FIELDS = ["last_name", "email", "phone", "first_name"];

function remembered(): string[] | null {
  return JSON.parse(localStorage.getItem(ME) ?? "null") as string[] | null;
}

/** One's coordinates, only if one wishes. */
export function remember(of: HTMLFormElement): void {
  const box = of.querySelector<HTMLElement>("[data-remember]");
  if (!box) return;
  const fields = FIELDS.map((name) => of.querySelector<HTMLInputElement>(`[name=${name}]`)!);
  const tick = box.querySelector<HTMLInputElement>("input")!;
  const known = remembered();
  tick.checked = known !== null;
  if (known && fields.every((field) => !field.value)) fields.forEach((field, at) => (field.value = known[at] ?? ""));
  const write = () => {
    if (tick.checked) localStorage.setItem(ME, JSON.stringify(fields.map((field) => field.value)));
    else localStorage.removeItem(ME);
  };
  tick.addEventListener("change", write);
  of.addEventListener("submit", write);
  box.hidden = false;
}

/** An address that was mistyped is not offered again: what this device remembers is corrected too. */
function correct(address: HTMLInputElement): void {
  address.form?.addEventListener("submit", () => {
    const known = remembered();
    if (known?.[1] !== address.defaultValue) return;
    localStorage.setItem(ME, JSON.stringify([known[0], address.value, ...known.slice(2)]));
  });
}

const corrected = document.querySelector<HTMLInputElement>("[data-corrects-email] [name=email]");
if (corrected) correct(corrected);
