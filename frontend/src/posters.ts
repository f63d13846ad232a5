// Posters and labels to print.
import "./css/posters.css";
import "./printing";
