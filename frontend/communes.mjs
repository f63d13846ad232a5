// Gathers the communes of France, as INSEE and La Poste number them, into one file that the server asks by name or by code.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const read = (name) => JSON.parse(readFileSync(`node_modules/@etalab/decoupage-administratif/data/${name}.json`, "utf8"));
// As parvis/places/communes.py folds what is typed.
const words = { st: "saint", ste: "sainte" };
const fold = (name) => {
  const plain = name.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/\p{M}/gu, "");
  return ` ${(plain.match(/[a-z0-9]+/g) ?? []).map((word) => words[word] ?? word).join(" ")} `;
};

const folder = "../parvis/places/built";
mkdirSync(folder, { recursive: true });
rmSync(`${folder}/communes.sqlite`, { force: true });
const base = new DatabaseSync(`${folder}/communes.sqlite`);
base.exec(`
  CREATE TABLE groups (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE communes (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, postcodes TEXT NOT NULL, population INTEGER NOT NULL,
    whole TEXT, epci TEXT, departement TEXT, region TEXT
  ) WITHOUT ROWID;
  CREATE TABLE former (folded TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL);
  BEGIN;
`);

const group = base.prepare("INSERT INTO groups VALUES (?, ?)");
const epciOf = new Map();
for (const epci of read("epci")) {
  group.run(epci.code, epci.nom);
  for (const member of epci.membres) epciOf.set(member.code, epci.code);
}
for (const one of read("departements")) group.run(`D${one.code}`, one.nom);
for (const one of read("regions")) group.run(`R${one.code}`, one.nom);

const commune = base.prepare("INSERT INTO communes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
const former = base.prepare("INSERT INTO former VALUES (?, ?, ?)");
for (const one of read("communes")) {
  if (one.type === "commune-deleguee" || one.type === "commune-associee") {
    former.run(fold(one.nom), one.nom, one.chefLieu);
    continue;
  }
  const whole = one.type === "arrondissement-municipal" ? one.commune : null;
  const departement = one.departement ?? one.collectivite?.code ?? one.code.slice(0, 3);
  commune.run(
    one.code, one.nom, fold(one.nom), (one.codesPostaux ?? []).join(" "), one.population ?? 0,
    whole, epciOf.get(whole ?? one.code) ?? null, `D${departement}`, one.region ? `R${one.region}` : null,
  );
}
base.exec("COMMIT; VACUUM;");
base.close();
