import { Client } from "pg";
import { createTestDatabase, type TestDatabase } from "@/testing/database";

/** Tables whose rows belong to no partner, each with its reason. In every other one they do (O13). */
const ofNoPartner: Record<string, string> = {
  audit_heads: "one row a chain; a partner's chain is named by its id",
  audit_log: "its chain is the partner, or the programme, and stands first in its key",
  band_proposals: "the programme's catalogue",
  catalogue_files: "the programme's own files",
  code_secrets: "a person's",
  claim_moves: "a rule, the same for everybody",
  devices: "a person's",
  digests: "a person's, who may work for several partners",
  eligibility_runs: "the worker's progress over all partners",
  engagement_rates: "the programme's catalogue",
  engagements: "the programme's catalogue",
  identities: "a person's, at a provider",
  import_matches: "the programme's own files",
  import_removals: "what the programme's own files leave out",
  import_refusals: "the programme's own files",
  import_runs: "the programme's own files",
  installation: "one row, of the database itself",
  legal_holds: "the programme's own, on a claim or a customer",
  mail_slots: "the pace of the mail provider, over all partners",
  market_bands: "the programme's catalogue",
  engagement_versions: "the programme's catalogue",
  engagement_types: "the programme's catalogue",
  market_countries: "the programme's catalogue",
  metrics: "the programme's catalogue",
  partner_roles: "the programme's catalogue",
  proof_kinds: "the programme's catalogue",
  qualifications: "the programme's catalogue",
  review_reasons: "the programme's catalogue",
  solution_areas: "the programme's catalogue",
  notice_choices: "a person's, who may work for several partners",
  operator_grants: "the programme's staff",
  partners: "the partner itself",
  payment_files: "a run's, with the bank data of all its payees",
  payment_runs: "the programme's, over all partners",
  passkeys: "a person's",
  person_requests: "the programme's own, of a person",
  programme_accounts: "the programme's own",
  programme: "one row, of the programme itself",
  rate_limits: "keys are hashes and name nobody",
  recovery_codes: "a person's",
  saved_views: "a person's, or everybody's at one partner or at the programme",
  sessions: "a person's, who may go on to another company in it",
  sign_in_tokens: "a person's",
  template_files: "the programme's catalogue",
  tenant_domains: "the customer organisations, the same for all partners",
  tenant_eligibility: "the customer organisations, the same for all partners",
  tenant_usage: "the customer organisations, the same for all partners",
  tenants: "the customer organisations, the same for all partners",
  users: "a person, who may work for several partners",
};

/** What may not happen twice over all partners, each with its reason. */
const overAllPartners: Record<string, string> = {
  associations_one_consent: "D18: a customer has one partner's consent for a workshop",
  claim_returns_reference: "a bank finds one payment by it",
  consent_links_token_key: "whoever comes with a link is known by nothing else",
  consent_requests_number_key: "whoever checks an e-mail knows nothing else of it",
  emails_provider_key: "the mail provider knows no partner",
  invitation_links_token_key: "whoever comes with a link is known by nothing else",
  locations_mpn_id_unique: "the programme gives out each number once",
  payments_place: "the bank knows a payment by its run and its place in it",
  payments_reference: "P30: a reference is unique by run and payee",
  reminder_switches_token_key: "whoever comes with a link is known by nothing else",
  survey_links_token_key: "whoever comes with a link is known by nothing else",
  workshop_claims_number_unique: "people name a claim by it, to the programme too",
  workshop_claims_payment_key: "what is paid by hand has a reference of its own",
};

/** What names a partner's row without a reference that holds it there, each with its reason. */
const heldOtherwise: Record<string, string> = {
  "audit_log.subject_id": "what a row is about may be of any kind",
  "claim_counts.location_id": "sums that triggers keep",
  "claim_lines.location_id": "its claim's; a trigger keeps it",
  "claim_lines.owner_id": "its round's; a trigger keeps it",
  "customer_counts.location_id": "sums that triggers keep; zero for none",
  "customers.location_id": "its round's; a trigger keeps it",
  "customers.mail_id": "its round's; a trigger keeps it",
  "customers.owner_id": "its round's; a trigger keeps it",
  "digests.email_id": "the programme's own e-mail to a person; told, not followed",
  "drafts.subject_id": "as typed: looked for when the draft is used",
  "round_days.location_id": "its round's; a trigger keeps it",
  "emails.round_id": "what limits count by (D25); nothing is read by it",
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("every table says whose its rows are, and always does", async () => {
  const tables = await ask<{ name: string; always: boolean | null }>(`
    select c.relname as name, a.attnotnull as always from pg_class c
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'partner_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  const owned = tables.filter(({ name }) => !(name in ofNoPartner));
  expect(owned.filter(({ always }) => !always)).toEqual([]);
  const known = tables.map(({ name }) => name);
  expect(Object.keys(ofNoPartner).filter((name) => !known.includes(name))).toEqual([]);
});

test("the partner stands first in every key of its rows", async () => {
  const keys = await ask<{ name: string; table: string; first: string | null }>(`
    select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table, a.attname as first
    from pg_index i join pg_class c on c.oid = i.indrelid
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where c.relnamespace = 'public'::regnamespace and i.indisunique order by 1`);
  const across = keys.filter(
    ({ table, first }) => !(table in ofNoPartner) && first !== "partner_id",
  );
  expect(across.map(({ name }) => name)).toEqual(Object.keys(overAllPartners).sort());
});

test("the partner stands first in every reference to a partner's rows: none points to another's", async () => {
  const references = await ask<{ name: string; table: string; to: string; first: string }>(`
    select f.conname as name, f.conrelid::regclass::text as table, f.confrelid::regclass::text as to,
      a.attname || ' ' || b.attname as first
    from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
    where f.contype = 'f' and f.connamespace = 'public'::regnamespace order by 1`);
  const loose = references.filter(
    ({ to, first }) => !(to in ofNoPartner) && first !== "partner_id partner_id",
  );
  expect(loose).toEqual([]);
  expect(references.length).toBeGreaterThan(40);
});

test("what names a partner's row has a reference that holds it there", async () => {
  const columns = await ask<{ name: string }>(`
    select c.relname || '.' || a.attname as name from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    where a.attnum > 0 and a.atttypid = 'uuid'::regtype
      and a.attname not in ('id', 'mark', 'partner_id', 'tenant_id', 'engagement_id') and not exists (
      select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any (f.conkey))
    order by 1`);
  expect(columns.map(({ name }) => name)).toEqual(Object.keys(heldOtherwise).sort());
});

async function ask<Row extends Record<string, unknown>>(question: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<Row>(question)).rows;
  } finally {
    await client.end();
  }
}
