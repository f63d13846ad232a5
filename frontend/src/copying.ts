// Words on the clipboard at one click: a tracking code, a text that could not be sent.
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    const words = button.querySelector("span");
    if (words) words.textContent = button.dataset.copied ?? "";
  });
}

export {};
