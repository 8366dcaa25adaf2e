import type { Operator, Tx } from "../ctx";
import { Refusal } from "../errors";
import { readCells } from "../partners/file/cells";
import type { Column as PartnerColumn } from "../partners/file/columns";
import { loadKnown, type Known, type KnownPartner } from "../partners/file/known.queries";
import { partnerOf } from "../partners/file/plan";
import type { Cells, Column } from "./kind";

/** By which columns a row names a company that is there: its ID, its name, or the number of one of its locations. */
export const companyColumns: readonly (Column & { key: PartnerColumn })[] = [
  { key: "partner" },
  { key: "partnerCountry" },
  { key: "partnerId" },
  {
    key: "mpnId",
    names: ["mpn", "mpn id", "location id", "locatie id", "location number", "locatienummer"],
  },
];

/** Several stand in one cell with a bar between them. */
export const numbersIn = ({ mpnId = "" }: Cells): string[] =>
  mpnId.split("|").flatMap((one) => one.trim() || []);

/** The companies and locations that these rows name. */
export function loadCompanies(tx: Tx<Operator>, rows: readonly { cells: Cells }[]): Promise<Known> {
  const named = rows.flatMap(({ cells }) => [
    { ...cells, mpnId: "" },
    ...numbersIn(cells).map((mpnId) => ({ ...cells, mpnId })),
  ]);
  return loadKnown(
    tx,
    named.map((cells) => readCells(cells, () => undefined)),
  );
}

/**
 * The company that a row names. Refuses with `import_unknown_company` where none is there, and as `partnerOf`.
 */
export function companyOf(cells: Cells, known: Known): KnownPartner & { id: string } {
  const [number = ""] = numbersIn(cells);
  const read = readCells({ ...cells, mpnId: number }, () => undefined);
  const found = partnerOf(read, known.locations.get(number), known);
  if (!found?.id) throw new Refusal("import_unknown_company", { field: "partner" });
  return { ...found, id: found.id };
}

/** That this member of staff may decide on the company (P6). Refuses at its column. */
export function refuseOwn({ actor }: Tx<Operator>, partnerId: string): void {
  if (actor.companies.includes(partnerId)) throw new Refusal("own_company", { field: "partner" });
}
