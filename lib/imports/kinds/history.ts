import { hash } from "node:crypto";
import type { Operator, Tx } from "../../ctx";
import { listContactFacts } from "../../consent/contacts/queries";
import { whyNotContact, type ContactFacts } from "../../consent/contacts/rules";
import { listEngagements, type Engagement } from "../../engagements/queries";
import { Refusal, refuseIfAny } from "../../errors";
import type { Known, KnownLocation } from "../../partners/file/known.queries";
import type { Tenant } from "../../tenants/queries";
import { dateIn } from "../../time/deadline";
import { companyColumns, loadCompanies, refuseOwn } from "../company";
import { importRounds, type Round } from "../history/import-rounds";
import {
  beganKey,
  daysThen,
  findPerson,
  listImported,
  listRounds,
  pairKey,
  thenKey,
} from "../history/queries";
import { readRow, type Told } from "../history/read-row";
import { clashOf, dayColumns, faultsOfDays, overOn, type Other } from "../history/rules";
import type { Cells, Column, Planned, Row, RowKind } from "../kind";
import { orNothing, plannedOr } from "../planned-or";
import { loadTenants, tenantNames } from "../tenant";

const place = companyColumns.find(({ key }) => key === "mpnId");
const needed: ReadonlySet<string> = new Set(["askedOn"]);
const told: readonly Column[] = [
  ...dayColumns.map((key): Column => (needed.has(key) ? { key, needed: true } : { key })),
  { key: "evidence", needed: true },
  { key: "contactName" },
  { key: "contactEmail" },
];

/**
 * What was there before this product: rounds, consents and completions, each on evidence (P19): without them S12 and S13
 * are wrong from the first day.
 */
export const historyKind: RowKind = {
  name: "history",
  act: "data.manage",
  fresh: true,
  columns: [
    { key: "mpnId", needed: true, names: place?.names ?? [] },
    { key: "tenant", needed: true, names: tenantNames },
    { key: "engagement", needed: true, names: ["workshop"] },
    ...told,
  ],
  known: ["askedOn"],
  rows: {
    most: 100,
    says: ({ mpnId = "", tenant = "", engagement = "", askedOn = "", ...rest }) => ({
      [`round ${[mpnId, tenant, engagement, askedOn].join("|").toLowerCase()}`]: told
        .map(({ key }) => rest[key] ?? "")
        .join("|"),
    }),
    planner: ({ dryRun, runId }) => {
      const kept: Made = new Map();
      return async (tx, rows, { each }) => {
        const made = dryRun ? kept : (new Map() as Made);
        const around = { tx, each, runId, made, ...(await lookAround(tx, rows)) };
        const writes = new Map<Planned, Round>();
        const plan = ({ line, cells }: Row) =>
          plannedOr(line, cells, async () => {
            const { planned, round } = await planRound(line, cells, around);
            if (round) writes.set(planned, round);
            return planned;
          });
        return {
          plan,
          writeAll: (within, some) =>
            importRounds(
              within,
              some.flatMap((one) => writes.get(one) ?? []),
            ),
        };
      };
    },
  },
};

/** What rows above make, by `pairKey`, with what they said of it. */
type Made = Map<string, (Other & { what: string })[]>;
type Names = {
  known: Known;
  engagements: readonly Engagement[];
  tenantOf: (text: string) => Tenant;
};
type Looked = Awaited<ReturnType<typeof lookAround>>;
type Around = Looked & { tx: Tx<Operator>; each: boolean; runId: string; made: Made };

/** What stands of all that these rows name. */
async function lookAround(tx: Tx<Operator>, rows: readonly Row[]) {
  const names: Names = {
    known: await loadCompanies(tx, rows),
    engagements: await listEngagements(tx),
    tenantOf: await loadTenants(tx, rows),
  };
  const named = rows.flatMap(({ cells }) => orNothing(() => namedIn(cells, names)));
  const facts = await listContactFacts(tx, named);
  return {
    ...names,
    days: await daysThen(tx, named),
    rounds: await listRounds(tx, named),
    imported: await listImported(tx, named),
    contacts: new Map(named.map((one, at) => [customerKey(one), facts[at]])),
    people: new Map<string, Promise<string | null>>(),
  };
}
const customerKey = ({ partnerId, tenantId }: { partnerId: string; tenantId: string }) =>
  `${partnerId} ${tenantId}`;

/** What a row says, and of what. */
function namedIn(cells: Cells, { known, engagements, tenantOf }: Names) {
  const said = readRow(cells);
  const location = placeOf(cells, known);
  const { id: locationId, partner, timeZone: zone } = location;
  const tenant = tenantOf(cells.tenant ?? "");
  const engagement = engagementOf(cells.engagement ?? "", engagements, said.askedOn);
  const ids = {
    partnerId: partner.id,
    locationId,
    tenantId: tenant.id,
    engagementId: engagement.id,
    askedOn: said.askedOn,
    zone,
  };
  return { ...ids, said, location, tenant, engagement };
}

async function planRound(
  line: number,
  cells: Cells,
  around: Around,
): Promise<{ planned: Planned; round?: Round }> {
  const { tx, each, made, runId } = around;
  const read = readRow(cells);
  refuseIfAny(faultsOfDays(read, dateIn(tx.now, placeOf(cells, around.known).timeZone)));
  const named = namedIn(cells, around);
  const { said, location, tenant, engagement, zone, ...ids } = named;
  const values = {
    mpnId: `${location.partner.name}, ${location.name}`,
    tenant: tenant.name,
    engagement: engagement.name,
    ...texts(said),
  };
  const row = { line, values, before: {}, errors: [] };
  const what = `${ids.locationId} ${hash("sha256", JSON.stringify(texts(said)))}`;
  const above = made.get(pairKey(ids)) ?? [];
  const stands = around.imported.get(beganKey(ids));
  const stood = stands
    ? `${stands.locationId} ${hash("sha256", JSON.stringify(texts(stands.said)))}`
    : above.find((one) => one.partnerId === ids.partnerId && one.from === ids.askedOn)?.what;
  if (stood !== undefined && stood !== what)
    throw new Refusal("import_round_stands", { field: "askedOn" });
  if (stood !== undefined) return { planned: { ...row, outcome: "unchanged" } };
  refuseOwn(tx, ids.partnerId);
  const days = around.days.get(thenKey(named));
  if (!days) throw new Error("a round began under no version");
  const until = overOn(said, { ...days, today: dateIn(tx.now, zone) });
  const one: Other = {
    partnerId: ids.partnerId,
    from: ids.askedOn,
    until,
    consented: said.consentedOn !== null,
    asked: false,
  };
  const clash = clashOf(
    one,
    [...(around.rounds.get(pairKey(ids)) ?? []), ...above],
    engagement.consentsPerCustomer,
  );
  refuseIfAny(clash ? [clash] : []);
  const runs = one.consented && until === null && said.completedOn === null;
  checkContact(said, runs, around.contacts.get(customerKey(ids)));
  const personId = runs ? await personOf(around, ids) : null;
  if (runs && personId === null) throw new Refusal("import_no_person", { field: "mpnId" });
  const round = { place: { ...ids, runId, personId }, told: said };
  const make = () => made.set(pairKey(ids), [...(made.get(pairKey(ids)) ?? []), { ...one, what }]);
  if (!each) make();
  const write = async (within: Tx<Operator>) => {
    await importRounds(within, [round]);
    make();
  };
  return { planned: { ...row, outcome: "new", write }, round };
}

/** Who stands on the claim of a consent that runs, asked once for each location. */
function personOf({ tx, people }: Around, at: { partnerId: string; locationId: string }) {
  const key = `${at.partnerId} ${at.locationId}`;
  const found = people.get(key) ?? findPerson(tx, at);
  people.set(key, found);
  return found;
}

/** What a round says, as its columns show it. */
const texts = (said: Told): Cells =>
  Object.fromEntries(told.map(({ key }) => [key, said[key as keyof Told] ?? ""]));

function placeOf(cells: Cells, known: Known) {
  const number = cells.mpnId ?? "";
  if (number === "") throw new Refusal("import_required", { field: "mpnId" });
  const found: KnownLocation | undefined = known.locations.get(number);
  if (!found?.id || !found.partner.id)
    throw new Refusal("import_unknown_location", { field: "mpnId" });
  return { ...found, id: found.id, partner: { ...found.partner, id: found.partner.id } };
}

/** The workshop that a cell names, by its address or its name, which could be begun on that day. */
function engagementOf(text: string, all: readonly Engagement[], day: string): Engagement {
  const field = "engagement";
  if (text === "") throw new Refusal("import_required", { field });
  const wanted = text.toLowerCase();
  const found =
    all.find(({ slug }) => slug === wanted) ??
    all.find(({ name }) => name.toLowerCase() === wanted);
  if (!found?.hasCustomers) throw new Refusal("import_unknown_engagement", { field });
  const last = found.lastDayToAdd ?? found.availableUntil;
  if (day < found.availableFrom || (last !== null && day > last))
    throw new Refusal("import_engagement_then", {
      field: "askedOn",
      params: { workshop: found.name },
    });
  return found;
}

/** D19: nobody consented for their own customer, and the claim of a consent that runs has a contact. */
function checkContact(
  { contactName, contactEmail, consentedOn }: Told,
  runs: boolean,
  facts: ContactFacts | undefined,
): void {
  if (runs && contactName === "")
    throw new Refusal("import_contact_needed", { field: "contactName" });
  if (runs && contactEmail === null)
    throw new Refusal("import_contact_needed", { field: "contactEmail" });
  if (consentedOn === null || contactEmail === null || !facts) return;
  const why = whyNotContact(contactEmail, facts);
  if (why !== null) throw new Refusal(why, { field: "contactEmail" });
}
