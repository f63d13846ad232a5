// The back office's pages: they all work without this.
import "./css/desk.css";
