// Where a JPEG says it was taken: read before the photo is made small, since a canvas keeps nothing of it.
export type Position = { lat: number; lon: number };

const HEAD = 256 * 1024; // the metadata comes first
const GPS_FOLDER = 0x8825;

export async function positionIn(file: File): Promise<Position | null> {
  try {
    const view = new DataView(await file.slice(0, HEAD).arrayBuffer());
    const start = tiffIn(view);
    return start === null ? null : positionAt(view, start);
  } catch {
    return null; // cut short, or written by who knows what: the photo is good all the same
  }
}

// The segments of a JPEG follow each other until the picture begins.
function tiffIn(view: DataView): number | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let place = 2; view.getUint8(place) === 0xff; place += 2 + view.getUint16(place + 2)) {
    const marker = view.getUint8(place + 1);
    if (marker === 0xda) return null;
    if (marker === 0xe1 && view.getUint32(place + 4) === 0x45786966) return place + 10; // "Exif"
  }
  return null;
}

function positionAt(view: DataView, tiff: number): Position | null {
  const little = view.getUint16(tiff) === 0x4949;
  const short = (place: number) => view.getUint16(tiff + place, little);
  const long = (place: number) => view.getUint32(tiff + place, little);
  const entries = (folder: number) =>
    new Map(Array.from({ length: short(folder) }, (_, n) => [short(folder + 2 + 12 * n), folder + 2 + 12 * n]));
  const gps = entries(long(4)).get(GPS_FOLDER);
  if (gps === undefined) return null;
  const found = entries(long(gps + 8));
  const degrees = (reference: number, value: number, minus: string) => {
    const [side, place] = [found.get(reference), found.get(value)];
    if (side === undefined || place === undefined) return NaN;
    const at = long(place + 8);
    const part = (n: number) => long(at + 8 * n) / long(at + 8 * n + 4);
    const total = part(0) + part(1) / 60 + part(2) / 3600;
    return String.fromCharCode(view.getUint8(tiff + side + 8)) === minus ? -total : total;
  };
  const [lat, lon] = [degrees(1, 2, "S"), degrees(3, 4, "W")];
  const isReal = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return isReal ? { lat, lon } : null;
}
