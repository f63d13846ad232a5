// Gathers Lucide's drawings into one file that the server reads: pages inline only the icons they show.
import { readFileSync, writeFileSync } from "node:fs";

const nodes = JSON.parse(readFileSync("node_modules/lucide-static/icon-nodes.json", "utf8"));
const drawn = {};
for (const [name, children] of Object.entries(nodes)) {
  drawn[name] = children
    .map(([tag, attributes]) => {
      const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
      return `<${tag}${written.join("")}/>`;
    })
    .join("");
}
writeFileSync("../parvis/ui/static/ui/dist/icons.json", JSON.stringify(drawn));
