// What was done is told to those who listen: a screen reader says what comes into a live region, not what was there.
const told = document.querySelector<HTMLElement>(".messages[role=status]");
if (told) {
  const words = [...told.childNodes];
  window.setTimeout(() => told.replaceChildren(...words.map((node) => node.cloneNode(true))), 150);
}
