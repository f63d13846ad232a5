// The place by the device's own position: asked for by a click, shown, and taken back by another.

export const PLACED = "parvis:placed"; // said when the place of the form has changed, by whichever way

const place = document.querySelector<HTMLElement>("[data-position]");
if (place) offerPosition(place);


function offerPosition(place: HTMLElement): void {
  const [lat, lon, found, foundFor] = ["id_lat", "id_lon", "id_found", "id_found_for"].map(
    (id) => document.getElementById(id) as HTMLInputElement,
  );
  const part = (name: string) => place.querySelector<HTMLElement>(`[data-${name}]`);
  const [locate, kept, forget, said] = [part("locate"), part("kept"), part("forget"), part("said")];
  if (!lat || !lon || !found || !foundFor || !locate || !kept || !forget || !said) return;
  const canLocate = "geolocation" in navigator && window.isSecureContext;
  const show = (words = "") => {
    // The place of an address that was found is shown under the address.
    const has = lat.value !== "" && foundFor.value === "";
    locate.hidden = has || !canLocate;
    kept.hidden = forget.hidden = !has;
    said.textContent = words;
  };
  const put = (latitude: string, longitude: string) => {
    lat.value = latitude;
    lon.value = longitude;
    found.value = foundFor.value = "";
    show();
    document.dispatchEvent(new Event(PLACED));
  };
  locate.addEventListener("click", () => {
    show(place.dataset.asking);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        put(coords.latitude.toFixed(6), coords.longitude.toFixed(6));
        forget.focus();
      },
      () => show(place.dataset.refused),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
  forget.addEventListener("click", () => {
    put("", "");
    locate.focus();
  });
  document.addEventListener(PLACED, () => show());
  show();
  place.hidden = false;
}
