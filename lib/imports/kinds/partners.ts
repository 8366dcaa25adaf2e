import { columns } from "../../partners/file/columns";
import {
  enrolmentWords,
  loadKnown,
  nameIn,
  nothingKnown,
  type Known,
} from "../../partners/file/known.queries";
import { planRow, type Act, type Plan } from "../../partners/file/plan";
import { readCells } from "../../partners/file/cells";
import { takeRows } from "../../partners/file/take-rows";
import type { Cells, Planned, Row, RowKind } from "../kind";
import { locationsGone } from "./partners-gone";

/** Companies of the network with their locations and qualifications (P25, P26). */
export const partnersKind: RowKind = {
  name: "partners",
  act: "partners.manage",
  columns: columns.map((key) => (key === "mpnId" ? { key, names: numbers() } : { key })),
  known: ["partner", "mpnId", "partnerId"],
  gone: locationsGone,
  rows: {
    most: 500,
    says,
    planner({ dryRun, previewedAt }) {
      /** What rows would make, as long as nothing of it is written. */
      const made = nothingKnown();
      const enrolments = enrolmentWords();
      return async (tx, rows) => {
        const typed = rows.map(({ cells }) => readCells(cells, () => undefined));
        const known = await loadKnown(tx, typed);
        if (dryRun) for (const cells of typed) lay(made, known, cells);
        const { userId: by, companies: own } = tx.actor;
        const acts = new Map<Planned, Act>();
        const plan = ({ line, cells }: Row) => {
          const planned = planRow(cells, { known, by, own, previewedAt, enrolments });
          if (dryRun && planned.act) keepNew(planned.act, made);
          const place = known.locations.get(planned.values.mpnId ?? "")?.id;
          const told = { ...asPlanned(line, planned), names: place ? [place] : [] };
          if (planned.act) acts.set(told, planned.act);
          return told;
        };
        return {
          plan,
          writeAll: (within, some) =>
            takeRows(
              within,
              some.flatMap((one) => acts.get(one) ?? []),
            ),
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
  return act ? { ...told, write: (tx) => takeRows(tx, [act]) } : told;
}

const texts = (cells: Partial<Cells>): Cells =>
  Object.fromEntries(Object.entries(cells).flatMap(([key, text]) => (text ? [[key, text]] : [])));

function says(cells: Cells): Record<string, string> {
  const {
    partnerId = "",
    partner = "",
    partnerCountry = "",
    mpnId = "",
    qualification = "",
    validFrom = "",
    validUntil = "",
  } = cells;
  const said: Record<string, string> = {};
  if (partnerId !== "") said[`partner ${partnerId.toLowerCase()}`] = `${partner}|${partnerCountry}`;
  if (mpnId === "") return said;
  const place = [cells.name, cells.city, cells.country, cells.timeZone];
  if (place.some(Boolean)) said[`location ${mpnId}`] = place.join("|");
  if (qualification !== "") said[`spell ${mpnId} ${qualification} ${validFrom}`] = validUntil;
  return said;
}

/** What rows above would make of what this row names. */
function lay(made: Known, known: Known, { partner, mpnId }: ReturnType<typeof readCells>): void {
  for (const one of made.named.get(partner.toLowerCase()) ?? []) nameIn(known, one);
  const location = made.locations.get(mpnId);
  if (!location) return;
  known.locations.set(mpnId, location);
  nameIn(known, location.partner);
}

/** A company or location that is not there yet, for the rows below. */
function keepNew({ partner, location }: NonNullable<Plan["act"]>, made: Known): void {
  if (partner.id === null) nameIn(made, partner);
  if (location && location.id === null) made.locations.set(location.mpnId, location);
}
