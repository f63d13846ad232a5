// The gallery's own layout, beside the portal's style that its shell brings.
import "./css/gallery.css";
