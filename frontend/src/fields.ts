// The fields of a letter: each becomes a button that puts it where one writes; without scripts it is a list to copy.
const list = document.querySelector<HTMLElement>("[data-fields]");
let writing: HTMLInputElement | HTMLTextAreaElement | null = null;

function put(words: string): void {
  const target = writing ?? document.querySelector<HTMLTextAreaElement>(`#${list?.dataset.fields ?? ""}`);
  if (!target) return;
  target.setRangeText(words, target.selectionStart ?? target.value.length, target.selectionEnd ?? target.value.length, "end");
  target.focus();
}

if (list) {
  document.addEventListener("focusin", ({ target }) => {
    const isWords = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (isWords && ["subject", "title", "body"].includes(target.name)) writing = target;
  });
  for (const code of list.querySelectorAll("code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => put(code.textContent));
    code.replaceWith(button);
    button.append(code);
  }
}
