// The page of the map for a browser without scripts: the list, and nothing of the map.
import "./css/listed.css";
