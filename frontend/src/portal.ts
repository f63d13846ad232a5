// The portal's pages: they all work without this.
import "./css/portal.css";
