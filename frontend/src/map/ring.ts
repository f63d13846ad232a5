// The box of corners as it is typed: one a line, an empty line between pieces, "trou" before a hole.
export type Corner = [number, number];
export type Ring = { isHole: boolean; corners: Corner[] };

const LINE = /^(-?\d{1,3}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)$/;
const DECIMALS = 7;

/** What can be read of it: a line that is none is left out, and the server says which. */
export function read(text: string): Ring[] {
  const rings: Ring[] = [];
  let current: Ring | null = null;
  let isHole = false;
  for (const line of text.split("\n")) {
    const said = line.trim();
    if (!said || said.toLowerCase() === "trou") {
      isHole = said !== "" || (isHole && current === null);
      current = null;
      continue;
    }
    if (!current) {
      current = { isHole, corners: [] };
      rings.push(current);
      isHole = false;
    }
    const found = LINE.exec(said);
    if (found) current.corners.push([Number(found[1]), Number(found[2])]);
  }
  return rings.filter(({ corners }) => corners.length);
}

export function write(rings: Ring[]): string {
  const block = ({ isHole, corners }: Ring) => (isHole ? "trou\n" : "") + corners.map(line).join("\n");
  return rings.map(block).join("\n\n");
}

function line([lon, lat]: Corner): string {
  return `${degrees(lon)}, ${degrees(lat)}`;
}

function degrees(value: number): string {
  return String(Number(value.toFixed(DECIMALS)));
}

export function rounded({ lng, lat }: { lng: number; lat: number }): Corner {
  return [Number(lng.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))];
}

/** Each piece with its holes, closed; what has not three corners yet is a line. */
export function shapes(rings: Ring[]): GeoJSON.Geometry[] {
  const pieces: Corner[][][] = [];
  const lines: GeoJSON.Geometry[] = [];
  for (const { isHole, corners } of rings) {
    const first = corners[0];
    if (!first) continue;
    if (corners.length < 3) lines.push({ type: "LineString", coordinates: corners.length > 1 ? corners : [first, first] });
    else if (isHole && pieces.length) pieces[pieces.length - 1]!.push([...corners, first]);
    else pieces.push([[...corners, first]]);
  }
  return [...pieces.map((coordinates): GeoJSON.Geometry => ({ type: "Polygon", coordinates })), ...lines];
}
