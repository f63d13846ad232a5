// Sends what is ready, once: the key of the form is kept before it is used, and the town makes one case of a key.
import { change, reports, type Report, type Told } from "./device";

const PAPER = "/signaler/papier";
const SEND = "/signaler/envoi";
const TOO_EARLY = 425;
const SOON = 10_000; // ms: a network that says nothing holds nothing up
const LATE = 180_000; // ms: five photos on a slow one
const PATIENCE = 4_000; // ms: a form that comes back sooner is a robot's

type Answer = Partial<Told> & { why?: string; goes_on?: boolean };

/** True when nothing is left to send. Two tabs and the service worker may all try: one does. */
export async function flush(): Promise<boolean> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? locks.request("parvis-outbox", sendAll) : sendAll();
}

async function sendAll(): Promise<boolean> {
  let isEmpty = true;
  for (const report of await reports()) {
    if (report.state === "ready" && !(await send(report).catch(() => false))) isEmpty = false;
  }
  return isEmpty;
}

// False: no network, or a town that cannot now. It is tried again.
async function send(report: Report): Promise<boolean> {
  const { paper, token } = (await (await asked(PAPER, SOON, { cache: "no-store" })).json()) as { paper: string; token: string };
  const kept = await change(report.id, (now) => {
    if (now?.state !== "ready") return null;
    return now.fields.paper ? now : { ...now, fields: { ...now.fields, paper } };
  });
  if (!kept) return true; // erased meanwhile, or sent by another tab
  let answer = await post(kept, token);
  if (answer.status === TOO_EARLY) {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    answer = await post(kept, token);
  }
  if (!answer.ok && answer.status !== 422) return false;
  const said = (await answer.json()) as Answer;
  await change(report.id, (now) => now && (answer.ok ? arrived(now, said) : refused(now, said)));
  return true;
}

// The town has it: of the words and the coordinates nothing stays here.
function arrived(report: Report, { number = "", address = "", notes = [] }: Answer): Report {
  return { ...report, state: "sent", fields: {}, photos: [], told: { number, address, notes } };
}

// Its week begins again: whoever wrote it in the mountains hears of it only now.
function refused(report: Report, { why = "", goes_on = false }: Answer): Report {
  return { ...report, state: "wrong", step: goes_on ? "asked" : "what", why, at: Date.now() };
}

function post(report: Report, token: string): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(report.fields)) body.append(name, value);
  body.append("csrfmiddlewaretoken", token);
  for (const { content, name, lat, lon } of report.photos) {
    body.append("photos", content, name);
    body.append("taken", lat && `${lat};${lon}`);
  }
  return asked(SEND, LATE, { method: "POST", body });
}

function asked(address: string, within: number, how: RequestInit): Promise<Response> {
  const giveUp = new AbortController();
  const clock = setTimeout(() => giveUp.abort(), within);
  return fetch(address, { ...how, signal: giveUp.signal }).finally(() => clearTimeout(clock));
}
