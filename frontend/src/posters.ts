// Posters and labels: the page prints itself when one asks.
import "./css/posters.css";

const button = document.querySelector<HTMLButtonElement>("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
