// What this device keeps of a report until the town has it: a database of the browser's, which outlives the tab and the battery.
export type Photo = { key: string; name: string; content: Blob; lat: string; lon: string; ticket: string };
export type Told = { number: string; address: string; notes: string[] };
// draft: being written; ready: to be sent as soon as it can; sent: the town has it; wrong: the town says why not.
export type State = "draft" | "ready" | "sent" | "wrong";
export type Report = {
  id: string;
  state: State;
  step: string;
  title: string;
  fields: Record<string, string>;
  photos: Photo[];
  at: number;
  told: Told | null;
  why: string;
};

const STORE = "reports";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("parvis", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => reject(asked.error);
  });
}

// One transaction: two tabs that write at once do so one after the other.
async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore, give: (value: T) => void) => void, none: T): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      let given = none;
      const transaction = database.transaction(STORE, mode);
      work(transaction.objectStore(STORE), (value) => (given = value));
      transaction.oncomplete = () => resolve(given);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export function reports(): Promise<Report[]> {
  const oldest = (one: Report, other: Report) => one.at - other.at;
  return within<Report[]>(
    "readonly",
    (store, give) => {
      const asked = store.getAll();
      asked.onsuccess = () => give((asked.result as Report[]).sort(oldest));
    },
    [],
  );
}

// `change` gets what is kept, or nothing; what it gives back is kept instead; null keeps things as they are.
export function change(id: string, how: (kept: Report | null) => Report | null): Promise<Report | null> {
  return within<Report | null>(
    "readwrite",
    (store, give) => {
      const asked = store.get(id);
      asked.onsuccess = () => {
        const now = how((asked.result as Report | undefined) ?? null);
        if (now) store.put(now);
        give(now);
      };
    },
    null,
  );
}

export function erase(id: string): Promise<void> {
  return within<void>("readwrite", (store) => void store.delete(id), undefined);
}

export function blank(id: string): Report {
  return { id, state: "draft", step: "what", title: "", fields: {}, photos: [], at: Date.now(), told: null, why: "" };
}
