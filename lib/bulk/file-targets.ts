import { shown } from "../csv/cells";
import { reading, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { usualOf } from "../installation";
import { asciiDomain, emailDomain } from "../input";
import type { Cells, FileKind } from "../imports/kind";
import { lacking, namesOf } from "../imports/match";
import { rowOf } from "../imports/read-row";
import { openSource } from "../imports/source";
import { importOptions } from "../imports/schema";
import { listLocations } from "../partners/queries";
import {
  findTenant,
  findTenantByDomains,
  listTenantsOfTpid,
  type Tenant,
} from "../tenants/queries";
import { resolveTenant } from "../tenants/resolve";
import { domainsOfEmail } from "../tenants/rules";
import { parseIdentifier } from "../tenants/schema";
import { workshopIds } from "./chosen";
import type { BulkKind } from "./kind";
import type { BulkRun } from "./queries";
import type { BulkOptions, RowDetails } from "./schema";
import { storable } from "./judge";
import { bareTarget, type Target } from "./target";
import { ownTenants } from "./theirs";

/** How long what stands in a cell may be; no field of a page takes more. */
const CELL = 1_000;
type Around = {
  kind: BulkKind;
  workshops: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
  options: BulkOptions;
};

/**
 * B2: the rows of a file, in its order; a row that names no workshop is one for each that was chosen. One more than `most`
 * tells that there are more.
 * Refuses with `import_empty`, `import_columns_missing`, and as the reader of imports.
 */
export async function fileTargets(
  op: Ctx<PartnerUser>,
  run: BulkRun,
  kind: BulkKind,
  most: number,
): Promise<Target[]> {
  const { locationIdName } = await reading(op, (tx) => usualOf(tx));
  const file: FileKind = { name: "bulk", columns: kind.columns, known: kind.known };
  const names = namesOf(file, { locationIdName, remembered: new Map() });
  const around = await reading(op, async (tx) => ({
    ...{ kind, options: run.options, workshops: await workshopIds(tx) },
    places: new Map((await listLocations(tx)).map(({ mpnId, id }) => [mpnId, id])),
  }));
  const options = importOptions.parse({});
  const { sha256, rowsSha256 } = run;
  const source = await openSource(
    op,
    { sha256: sha256 ?? "", rowsSha256, options, match: null },
    { kind: file, names },
  );
  try {
    if (lacking(file, source.match).length > 0) throw new Refusal("import_columns_missing");
    const match = new Map(Object.entries(source.match).map(([key, at]) => [at, key]));
    const found: Target[] = [];
    for await (const some of source.table.rows) {
      const rows = some.map((one) => rowOf(one, match)).filter((one) => one !== null);
      found.push(...(await reading(op, (tx) => targetsOf(tx, rows, around))));
      if (found.length > most) break;
    }
    return found.slice(0, most + 1);
  } finally {
    source.close();
  }
}

async function targetsOf(
  tx: Tx<PartnerUser>,
  rows: readonly NonNullable<ReturnType<typeof rowOf>>[],
  around: Around,
): Promise<Target[]> {
  const found: Target[] = [];
  for (const { line, cells: typed, errors } of rows) {
    const cells = Object.fromEntries(
      Object.entries(typed).map(([key, text]) => [key, shown(text, CELL + 1)]),
    );
    const said = shown(cells.tenant ?? cells.customerEmail ?? "", 200);
    const long = Object.values(cells).some(({ length }) => length > CELL);
    const broken = errors[0] ?? (long ? ({ code: "import_too_long" } as const) : null);
    if (broken) found.push({ ...bareTarget, line, said, fault: storable(broken) });
    else
      found.push(...(await rowTargets(tx, cells, around)).map((one) => ({ ...one, line, said })));
  }
  return found;
}

/** A row is told wrong by what the verb would say of it, or else by the reader: it goes on to the dry run all the same. */
async function rowTargets(
  tx: Tx<PartnerUser>,
  cells: Cells,
  { kind, workshops, places, options }: Around,
): Promise<Target[]> {
  try {
    const tenantId =
      kind.name === "add"
        ? await addedTenant(tx, cells)
        : await namedTenant(tx, cells.tenant ?? "");
    const wanted = cells.workshop
      ? [cells.workshop.toLowerCase()]
      : [...new Set(options.workshops)];
    if (wanted.length === 0) throw new Refusal("bulk_unknown_workshop");
    const locationId = cells.location ? (places.get(cells.location) ?? null) : null;
    if (cells.location && locationId === null) throw new Refusal("location_closed");
    return wanted.map((slug) => {
      const engagementId = workshops.get(slug) ?? null;
      const fault = engagementId === null ? ({ code: "bulk_unknown_workshop" } as const) : null;
      return {
        ...bareTarget,
        tenantId,
        engagementId,
        locationId,
        details: detailsOf(cells, kind),
        fault,
      };
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "unavailable") throw error;
    return [{ ...bareTarget, fault: storable(error.errors[0]) }];
  }
}

/**
 * By a tenant ID, a TPID or a domain, or by somebody's e-mail address there. One that the company does not know is told as one
 * that nobody knows, with the same questions asked.
 */
async function namedTenant(tx: Tx<PartnerUser>, text: string): Promise<string> {
  if (text === "") throw new Refusal("import_required", { field: "tenant" });
  const named = await tenantsOf(tx, text);
  const own = await ownTenants(
    tx,
    named.map(({ id }) => id),
  );
  const [id, ...more] = own;
  if (more.length > 0) throw new Refusal("import_which_tenant", { field: "tenant" });
  if (id === undefined)
    throw new Refusal("import_unknown_tenant", { params: { value: text.slice(0, 60) } });
  return id;
}

async function tenantsOf(tx: Tx<PartnerUser>, text: string): Promise<Tenant[]> {
  const identifier = parseIdentifier(text);
  if (identifier?.kind === "tpid") return listTenantsOfTpid(tx, identifier.tpid);
  const domain = asciiDomain(text);
  const domains =
    emailDomain(text) === null ? (domain === null ? [] : [domain]) : domainsOfEmail(text);
  const found = identifier
    ? await findTenant(tx, identifier.id)
    : await findTenantByDomains(tx, domains);
  return found ? [found] : [];
}

/** Whom an address and identifier lead to; null where the verb has to say what is wrong. */
async function addedTenant(tx: Tx<PartnerUser>, cells: Cells): Promise<string | null> {
  const found = await resolveTenant(tx, {
    email: cells.customerEmail ?? "",
    identifier: cells.identifier ?? "",
  });
  return found.kind === "found" ? found.tenant.id : null;
}

function detailsOf(cells: Cells, { name }: BulkKind): RowDetails {
  if (name === "add") {
    const { customerEmail: email = "", identifier = "", reason = "" } = cells;
    return { email, identifier, reason };
  }
  const {
    contactEmail: email = "",
    firstName = "",
    lastName = "",
    title = "",
    language = "",
    reason = "",
  } = cells;
  if (name !== "ask" || email === "") return {};
  return {
    contact: {
      firstName,
      lastName,
      title,
      email,
      language: language.toLowerCase(),
      contactReason: reason,
    },
  };
}
