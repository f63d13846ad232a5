// Between the pages and the network: without it, a page on which a report can be written. Nobody's page is ever kept here.
import { flush } from "./outbox";

type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Asked = Lasting & { request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  PARVIS: { version: string; files: string[] };
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: "fetch", work: (event: Asked) => void): void;
  addEventListener(name: "install" | "activate" | "sync", work: (event: Lasting) => void): void;
};
// The library of pages has no word for what a worker is.
const scope = self as unknown as Scope;

const PAGE = "/hors-ligne";
const HOUR = 3_600_000;
const NAME = `parvis-${scope.PARVIS.version}`;
const OTHERS = ["/agents/", "/demo/", "/ui/"]; // theirs is to say that there is no network

scope.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => Promise.all([cache.addAll(scope.PARVIS.files), renew(cache)]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  const old = (name: string) => name.startsWith("parvis-") && name !== NAME;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (!OTHERS.some((start) => pathname.startsWith(start))) event.respondWith(opened(event));
  } else if (scope.PARVIS.files.includes(pathname)) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});

// The browser says so when the network is back, though every page may be closed.
scope.addEventListener("sync", (event) => {
  event.waitUntil(
    flush().then((isEmpty) => {
      if (!isEmpty) throw new Error("something is left to send"); // the browser tries again later
    }),
  );
});

async function opened(event: Asked): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(caches.open(NAME).then(renewNowAndThen));
    return answer;
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

async function renewNowAndThen(cache: Cache): Promise<void> {
  const kept = await cache.match(PAGE);
  const date = Date.parse(kept?.headers.get("date") ?? "");
  if (!(Date.now() - date < HOUR)) await renew(cache).catch(() => undefined);
}

// As anybody gets it: without cookies, so with a word to nobody. Its categories are those of the hour.
async function renew(cache: Cache): Promise<void> {
  const answer = await fetch(PAGE, { credentials: "omit", cache: "no-cache" });
  if (answer.ok) await cache.put(PAGE, answer);
}
