import fc from "fast-check";
import { csvLine } from "@/lib/csv/write";
import { dueOf, claimStatuses } from "@/lib/claims/rules";
import { NAME_LENGTH } from "@/lib/claims/documents/rules";
import { customerState, noRound, type CustomerFacts } from "@/lib/customers/rules";
import { networkOf, readAddress } from "@/lib/network";
import { fixture } from "@/testing/fixture";

/** Rules of single values and rows that stand in TypeScript and in SQL, over all cases. */
const f = fixture();

const NEVER = new Date("9999-12-31T00:00:00Z");
const now = new Date("2026-03-10T12:00:00Z");
const later = new Date("2026-03-20T23:00:00Z");

/** The expressions of generated columns, asked of rows that are made up. */
async function generated(
  table: string,
  columns: string[],
  rows: object[],
): Promise<Record<string, unknown>[]> {
  const found = await f.sql<{ name: string; expression: string }>(
    `select a.attname as name, pg_get_expr(d.adbin, d.adrelid) as expression from pg_attribute a
     join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = $1::regclass and a.attname = any ($2) and a.attgenerated = 's'`,
    [table, columns],
  );
  expect(found.map(({ name }) => name).sort()).toEqual([...columns].sort());
  const list = found.map(({ name, expression }) => `${expression} as "${name}"`).join(", ");
  return f.sql(
    `select ${list} from jsonb_array_elements($1::jsonb) with ordinality x(facts, place)
     cross join lateral jsonb_populate_record(null::${table}, facts) row order by place`,
    [JSON.stringify(rows)],
  );
}

test("where a row of the Customers page stands: its tab, its status and its clock", async () => {
  const facts: CustomerFacts[] = [];
  const rounds: Partial<CustomerFacts>[] = [
    { known: true },
    ...[true, false].flatMap((known) => {
      const added = {
        known,
        associationId: "00000000-0000-4000-8000-000000000001",
        timeZone: "Europe/Amsterdam",
        consentDueAt: later,
      };
      const consented = {
        ...added,
        requestedAt: now,
        consentedAt: now,
        deliveryDueAt: later,
        claimNumber: 1_234_567,
      };
      return [
        added,
        { ...added, requestedAt: now },
        consented,
        { ...consented, claimNumber: null, completedAt: now },
        ...claimStatuses.map((claimStatus) => ({ ...consented, claimStatus })),
      ];
    }),
  ];
  for (const round of rounds)
    for (const criteriaMet of [true, false])
      for (const taken of [null, "consent", "done"] as const)
        facts.push({ ...nothing, ...round, criteriaMet, taken });
  const rows = facts.map((one) => ({
    criteria_met: one.criteriaMet,
    taken: one.taken,
    association_id: one.associationId,
    consent_due_at: one.consentDueAt,
    requested_at: one.requestedAt,
    consented_at: one.consentedAt,
    delivery_due_at: one.deliveryDueAt,
    claim_status: one.claimStatus,
    completed_at: one.completedAt,
  }));
  const columns = await generated("customers", ["tab", "status", "due_at"], rows);
  const told = facts.map((one) => {
    const state = customerState(one, now);
    if (state === null) throw new Error("a row that is not shown");
    const status =
      state.kind === "ineligible"
        ? state.reason
        : state.kind === "claimed"
          ? state.claimStatus
          : state.kind;
    const due = state.tab === "complete" ? null : (one.deliveryDueAt ?? one.consentDueAt);
    return { tab: state.tab, status, due_at: due ?? NEVER };
  });
  expect(columns).toHaveLength(6 * (1 + 2 * (4 + claimStatuses.length)));
  expect(columns).toEqual(told);
});

const nothing: CustomerFacts = {
  known: false,
  criteriaMet: true,
  taken: null,
  ...noRound,
};

test("the clock that runs for a claim in each status", async () => {
  const clocks = {
    deliveryDueAt: new Date("2026-04-01T22:00:00Z"),
    reviewDueAt: new Date("2026-05-01T22:00:00Z"),
    disputeDueAt: new Date("2026-06-01T22:00:00Z"),
  };
  const rows = claimStatuses.map((status) => ({
    status,
    delivery_due_at: clocks.deliveryDueAt,
    review_due_at: clocks.reviewDueAt,
    dispute_due_at: clocks.disputeDueAt,
  }));
  expect(await generated("workshop_claims", ["due_at"], rows)).toEqual(
    claimStatuses.map((status) => ({ due_at: dueOf({ ...clocks, status }) ?? NEVER })),
  );
});

test("the network of an address, in whatever form it is written", async () => {
  const written = [
    "192.0.2.1",
    "192.0.2.2",
    "::ffff:192.0.2.1",
    "::1",
    "::",
    "1::",
    "2001:db8::",
    "2001:db8:1:2::1",
    "2001:0db8:1:2:ffff::9",
    "2001:db8:1:3::1",
    "2001:db8:0:0:1::",
    "2001:db8::1:0:0:0",
    "fe80::1%eth0",
    "[2001:db8::5]:443",
  ];
  const kept = [...written.map((text) => readAddress(text) ?? text), "unknown"];
  const pairs = kept.flatMap((a) => kept.map((b) => [a, b] as const));
  const rows = await f.sql<{ same: boolean }>(
    "select network_of(a) = network_of(b) as same from unnest($1::text[], $2::text[]) with ordinality x(a, b, n) order by n",
    [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
  );
  expect(rows.map(({ same }) => same)).toEqual(
    pairs.map(([a, b]) => networkOf(a) === networkOf(b)),
  );
});

test("a field of a CSV file is never read as a formula, whoever writes it", async () => {
  const start = Array.from({ length: 127 }, (_, code) => `${String.fromCharCode(code + 1)}x`);
  const random = fc.sample(fc.string({ unit: "binary", maxLength: 12 }), 2_000);
  const texts = [...start, ...random.filter((text) => !text.includes("\0")), "", '"', '="1"'];
  const rows = await f.sql<{ field: string }>(
    "select csv_text(t) as field from unnest($1::text[]) with ordinality x(t, n) order by n",
    [texts],
  );
  expect(rows.map(({ field }) => plain(field))).toEqual(
    texts.map((text) => plain(csvLine([text]).slice(0, -2))),
  );
});

const plain = (field: string) =>
  field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;

test("the longest name of a document", async () => {
  const [row] = await f.sql<{ rule: string }>(
    "select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'claim_documents_name'",
  );
  expect(row?.rule).toContain(`<= ${String(NAME_LENGTH)})`);
});
