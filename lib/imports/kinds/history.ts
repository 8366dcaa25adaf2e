import type { Operator, Tx } from "../../ctx";
import { contactFacts } from "../../consent/contacts/queries";
import { whyNotContact } from "../../consent/contacts/rules";
import { listEngagements, type Engagement } from "../../engagements/queries";
import { Refusal, refuseIfAny } from "../../errors";
import type { Known, KnownLocation } from "../../partners/file/known.queries";
import { dateIn } from "../../time/deadline";
import { companyColumns, decidable, loadCompanies } from "../company";
import { importRound } from "../history/import-round";
import { daysThen, findImported, findPerson, listRounds, type Pair } from "../history/queries";
import { readRow, type Told } from "../history/read-row";
import { clashOf, dayColumns, faultsOfDays, overOn, type Other } from "../history/rules";
import type { Cells, Column, Planned, RowKind } from "../kind";
import { plannedOr } from "../planned-or";
import { tenantNames, tenantOf } from "../tenant";

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
    says: ({ mpnId = "", tenant = "", engagement = "", askedOn = "", ...rest }) => ({
      [`round ${[mpnId, tenant, engagement, askedOn].join("|").toLowerCase()}`]: told.map(({ key }) => rest[key] ?? "").join("|"), // prettier-ignore
    }),
    planner: ({ dryRun, runId }) => {
      /** What rows would make, as long as nothing of it is written. */
      const made = new Map<string, Other[]>();
      return async (tx, rows) => {
        const known = await loadCompanies(tx, rows);
        const engagements = await listEngagements(tx);
        const all = { known, engagements, made: dryRun ? made : null, runId };
        return ({ line, cells }) => plannedOr(line, cells, () => plan(tx, line, cells, all));
      };
    },
  },
};

type All = {
  known: Known;
  engagements: readonly Engagement[];
  made: Map<string, Other[]> | null;
  runId: string;
};

async function plan(tx: Tx<Operator>, line: number, cells: Cells, all: All): Promise<Planned> {
  const said = readRow(cells);
  const location = placeOf(cells, all.known);
  const { id: locationId, partner, timeZone } = location;
  const today = dateIn(tx.now, timeZone);
  refuseIfAny(faultsOfDays(said, today));
  const tenant = await tenantOf(tx, cells.tenant ?? "");
  const engagement = engagementOf(cells.engagement ?? "", all.engagements, said.askedOn);
  const pair: Pair = { tenantId: tenant.id, engagementId: engagement.id };
  const values = { mpnId: `${partner.name}, ${location.name}`, tenant: tenant.name, engagement: engagement.name, ...texts(said) }; // prettier-ignore
  const row = { line, values, before: {}, errors: [] };
  const stands = await findImported(tx, { ...pair, partnerId: partner.id, askedOn: said.askedOn });
  if (stands) {
    const same = stands.locationId === locationId && JSON.stringify(texts(stands.said)) === JSON.stringify(texts(said)); // prettier-ignore
    if (!same) throw new Refusal("import_round_stands", { field: "askedOn" });
    return { ...row, outcome: "unchanged" };
  }
  await decidable(tx, partner.id);
  const days = await daysThen(tx, { ...pair, askedOn: said.askedOn, zone: timeZone });
  const until = overOn(said, { ...days, today });
  const round: Other = { partnerId: partner.id, from: said.askedOn, until, consented: said.consentedOn !== null, asked: false }; // prettier-ignore
  const above = all.made?.get(keyOf(pair)) ?? [];
  const clash = clashOf(round, [...(await listRounds(tx, pair)), ...above], engagement.consentsPerCustomer); // prettier-ignore
  refuseIfAny(clash ? [clash] : []);
  const runs = round.consented && until === null && said.completedOn === null;
  await checkContact(tx, { ...pair, partnerId: partner.id }, said, runs);
  const personId = runs ? await findPerson(tx, { partnerId: partner.id, locationId }) : null;
  if (runs && personId === null) throw new Refusal("import_no_person", { field: "mpnId" });
  all.made?.set(keyOf(pair), [...above, round]);
  const at = { ...pair, runId: all.runId, partnerId: partner.id, locationId, personId };
  return { ...row, outcome: "new", write: (within) => importRound(within, at, said) };
}

const keyOf = ({ tenantId, engagementId }: Pair) => `${tenantId} ${engagementId}`;

/** What a round says, as its columns show it. */
const texts = (said: Told): Cells => Object.fromEntries(told.map(({ key }) => [key, said[key as keyof Told] ?? ""])); // prettier-ignore

function placeOf(cells: Cells, known: Known) {
  const number = cells.mpnId ?? "";
  if (number === "") throw new Refusal("import_required", { field: "mpnId" });
  const found: KnownLocation | undefined = known.locations.get(number);
  if (!found?.id || !found.partner.id) throw new Refusal("import_unknown_location", { field: "mpnId" }); // prettier-ignore
  return { ...found, id: found.id, partner: { ...found.partner, id: found.partner.id } };
}

/** The workshop that a cell names, by its address or its name, which could be begun on that day. */
function engagementOf(text: string, all: readonly Engagement[], day: string): Engagement {
  const field = "engagement";
  if (text === "") throw new Refusal("import_required", { field });
  const wanted = text.toLowerCase();
  const found = all.find(({ slug }) => slug === wanted) ?? all.find(({ name }) => name.toLowerCase() === wanted); // prettier-ignore
  if (!found?.hasCustomers) throw new Refusal("import_unknown_engagement", { field });
  const last = found.lastDayToAdd ?? found.availableUntil;
  if (day < found.availableFrom || (last !== null && day > last))
    throw new Refusal("import_engagement_then", { field: "askedOn", params: { workshop: found.name } }); // prettier-ignore
  return found;
}

/** D19: nobody consented for their own customer, and the claim of a consent that runs has a contact. */
async function checkContact(
  tx: Tx<Operator>,
  at: Pair & { partnerId: string },
  { contactName, contactEmail, consentedOn }: Told,
  runs: boolean,
): Promise<void> {
  if (runs && contactName === "") throw new Refusal("import_contact_needed", { field: "contactName" }); // prettier-ignore
  if (runs && contactEmail === null) throw new Refusal("import_contact_needed", { field: "contactEmail" }); // prettier-ignore
  if (consentedOn === null || contactEmail === null) return;
  const why = whyNotContact(contactEmail, await contactFacts(tx, at));
  if (why !== null) throw new Refusal(why, { field: "contactEmail" });
}
