import { locales } from "@/messages";
import { countries } from "@/messages/format/names";
import { isScientific } from "../../csv/cells";
import type { FieldError } from "../../errors";
import { calendarDay } from "../../input";
import type { Qualification } from "../qualifications/rules";
import { qualificationKey } from "../qualifications/schema";
import { columns, type Cells, type Column } from "./columns";
import type { KnownLocation } from "./known.queries";

type Complain = (field: Column, code: FieldError["code"], params?: FieldError["params"]) => void;

/** The cells of a row, countries as their codes; what a spreadsheet broke is told by name (P21). */
export function readCells(given: Readonly<Record<string, string>>, complain: Complain): Cells {
  const cells = Object.fromEntries(columns.map((one) => [one, given[one] ?? ""])) as Cells;
  if (isScientific(cells.mpnId)) complain("mpnId", "import_scientific", { value: cells.mpnId });
  return {
    ...cells,
    partnerId: cells.partnerId.toLowerCase(),
    partnerCountry: codeOf(cells.partnerCountry),
    country: codeOf(cells.country),
    enrolment: cells.enrolment.toLowerCase(),
  };
}

const named = new Map<string, string>();

/** The code of a country that is written as its code or by its name. */
function codeOf(text: string): string {
  if (text.length === 2) return text.toUpperCase();
  if (named.size === 0)
    for (const locale of locales)
      for (const { code, name } of countries(locale)) named.set(name.toLowerCase(), code);
  return named.get(text.toLowerCase()) ?? text;
}

/**
 * What a location is qualified for by a row: several stand in each cell with a bar between them. An empty last
 * day leaves what is known.
 */
export function readSpells(
  cells: Cells,
  known: KnownLocation | undefined,
  complain: Complain,
): Qualification[] {
  if (cells.qualification === "" && cells.validFrom === "" && cells.validUntil === "") return [];
  const parts = (text: string) => text.split("|").map((one) => one.trim());
  const [keys, starts, ends] = [
    parts(cells.qualification),
    parts(cells.validFrom),
    parts(cells.validUntil),
  ];
  if (starts.length !== keys.length)
    complain("validFrom", "import_as_many", { count: keys.length });
  else if (cells.validUntil !== "" && ends.length !== keys.length)
    complain("validUntil", "import_as_many", { count: keys.length });
  else
    return keys.flatMap((key, at) =>
      spellOf(key, { from: starts[at] ?? "", until: ends[at] ?? "", known, complain }),
    );
  return [];
}

function spellOf(
  key: string,
  given: { from: string; until: string; known: KnownLocation | undefined; complain: Complain },
): Qualification[] {
  const { known, complain } = given;
  const qualification = qualificationKey.safeParse(key.toLowerCase());
  if (!qualification.success) {
    complain("qualification", "import_qualification");
    return [];
  }
  const validFrom = dayOf("validFrom", given.from, complain);
  const until = dayOf("validUntil", given.until, complain);
  if (given.from === "") complain("validFrom", "required");
  if (validFrom === null) return [];
  const same = known?.spells.find(
    (one) => one.qualification === qualification.data && one.validFrom === validFrom,
  );
  const validUntil = given.until === "" ? (same?.validUntil ?? null) : until;
  if (validUntil !== null && validUntil < validFrom) complain("validUntil", "dates_out_of_order");
  return [{ qualification: qualification.data, validFrom, validUntil }];
}

function dayOf(column: Column, text: string, complain: Complain): string | null {
  if (text === "") return null;
  const day = calendarDay(text);
  if (day === null) complain(column, /^\d{5}$/.test(text) ? "import_day_number" : "invalid_date");
  return day;
}
