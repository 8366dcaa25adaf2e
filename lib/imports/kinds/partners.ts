import { columns } from "../../partners/file/columns";
import { enrolmentWords, loadKnown, nameIn, nothingKnown, type Known } from "../../partners/file/known.queries"; // prettier-ignore
import { planRow, type Plan } from "../../partners/file/plan";
import { readCells } from "../../partners/file/cells";
import { takeRow } from "../../partners/file/take-row";
import type { Cells, Planned, RowKind } from "../kind";

/** Companies of the network with their locations and qualifications (P25, P26). */
export const partnersKind: RowKind = {
  name: "partners",
  act: "partners.manage",
  columns: columns.map((key) => (key === "mpnId" ? { key, names: numbers() } : { key })),
  known: ["partner", "mpnId", "partnerId"],
  rows: {
    says,
    planner({ dryRun, previewedAt }) {
      /** What rows would make, as long as nothing of it is written. */
      const made = nothingKnown();
      const enrolments = enrolmentWords();
      return async (tx, rows) => {
        const typed = rows.map(({ cells }) => readCells(cells, () => undefined));
        const known = await loadKnown(tx, typed);
        if (dryRun) lay(made, known);
        const { userId: by, companies: own } = tx.actor;
        return ({ line, cells }) => {
          const planned = planRow(cells, { known, by, own, previewedAt, enrolments });
          if (dryRun) lay(onlyNew(known), made);
          return asPlanned(line, planned);
        };
      };
    },
  },
};

/** What a location's number is called besides. */
function numbers(): string[] {
  return ["mpn", "mpn id", "location id", "locatie id", "location number", "locatienummer"];
}

function asPlanned(line: number, { outcome, errors, values, before, act }: Plan): Planned {
  const told = { line, outcome, errors, values: texts(values), before: texts(before) };
  return act ? { ...told, write: (tx) => takeRow(tx, act) } : told;
}

const texts = (cells: Partial<Cells>): Cells =>
  Object.fromEntries(Object.entries(cells).flatMap(([key, text]) => (text ? [[key, text]] : [])));

function says(cells: Cells): Record<string, string> {
  const { partnerId = "", partner = "", partnerCountry = "", mpnId = "", qualification = "", validFrom = "", validUntil = "" } = cells; // prettier-ignore
  const said: Record<string, string> = {};
  if (partnerId !== "") said[`partner ${partnerId.toLowerCase()}`] = `${partner}|${partnerCountry}`;
  if (mpnId === "") return said;
  const place = [cells.name, cells.city, cells.country, cells.timeZone];
  if (place.some(Boolean)) said[`location ${mpnId}`] = place.join("|");
  if (qualification !== "") said[`spell ${mpnId} ${qualification} ${validFrom}`] = validUntil;
  return said;
}

/** Lays what one knows over what another does. */
function lay(from: Known, over: Known): void {
  for (const partners of from.named.values()) for (const one of partners) nameIn(over, one);
  for (const [number, location] of from.locations) over.locations.set(number, location);
  for (const [bare, number] of from.bare) over.bare.set(bare, number);
}

/** Companies and locations that are not there yet, or are there otherwise than the database says. */
function onlyNew(known: Known): Known {
  const found = nothingKnown();
  for (const all of known.named.values())
    for (const one of all) if (one.id === null) nameIn(found, one);
  for (const [number, location] of known.locations)
    if (location.id === null) found.locations.set(number, location);
  return found;
}
