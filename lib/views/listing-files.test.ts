import { reading, type Operator, type PartnerUser, type Tx } from "@/lib/ctx";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { lists as addresses } from "@/lib/people/saved-views/schema";
import { approved } from "@/testing/approved";
import { contactCases } from "@/testing/contacts";
import { fixture, type Company } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { listFile, listFiles } from "./list-file";
import { partnerPayments } from "./payments";
import { peopleView } from "./people";
import { STAFF } from "./people-addresses";
import { programmeContacts } from "./programme/contacts";
import { programmeEnrolments } from "./programme/enrolments";
import { programmeImports } from "./programme/imports";
import { programmeMail } from "./programme/mail";
import { paymentRuns } from "./programme/payment-runs";
import { programmeReports } from "./programme/reports";
import { partnerRounds } from "./programme/rounds";
import { partnerRuns, programmeRuns } from "./runs";

/** K4: the files of the lists that are no more than rows and columns: the list's rows, in its order, and nobody else's. */
const make = fixture();
const cases = contactCases(make);
let company: Company;
let clerk: PartnerUser;
let staff: Operator;
/** When the last of it happened. */
let now: Date;

beforeAll(async () => {
  staff = await make.operator();
  const paid = await approved(make, { amount: 4_200 });
  company = paid.company;
  now = new Date(paid.at.getTime() + 60_000);
  await payClaim(justIn(make.ctx(staff, now)), {
    number: paid.claim.number,
    paymentReference: `REF-${String(paid.claim.number)}`,
  });
  clerk = await make.user(company, {
    grants: [{ role: "incentives_user", locationId: company.location.id }],
  });
  const by = company.admin.userId;
  for (const n of [1, 2, 3]) {
    const at = new Date(now.getTime() - n * 1_000);
    await make.sql(
      `insert into bulk_runs (partner_id, number, kind, state, choice, options, made_at, made_by, moved_at)
       values ($1, $2, $3, 'done', '{}', '{}', $4, $5, $4)`,
      [company.id, n, n === 1 ? "ask" : "claim", at, by],
    );
    await make.sql(
      `insert into import_runs (kind, state, file_name, sha256, size, made_at, made_by, moved_at) values ('tenants', $1, $2, $3, 1, $4, $5, $4)`,
      [n === 1 ? "failed" : "previewed", `=file ${n}.csv`, `${n}`.repeat(64), at, staff.userId],
    );
    await make.sql(
      `insert into emails (partner_id, template, language, recipient, variables, state, created_at, state_at)
       values ($1, 'consent-request', 'en', $2, '{}', $3, $4, $4)`,
      [company.id, `box${n}@far.example`, n === 1 ? "failed" : "bounced", at],
    );
    const tenant = await make.tenant({ name: `Waits ${n}` });
    await make.association(company, tenant, paid.engagement);
  }
  await make.sql(
    `insert into payment_runs (number, currency, opened_at, opened_by, changed_at, changed_by)
     select 1, p.currency, now(), $1, now(), $1 from programme p`,
    [staff.userId],
  );
  await make.sql(
    `insert into consent_reports (partner_id, request_id, message, created_at)
     select partner_id, id, 'Who are you?', $2 from consent_requests where partner_id = $1`,
    [company.id, now],
  );
  const waiting = await cases.start();
  await cases.send(waiting);
}, 60_000);

type Search = Record<string, string | string[]>;
type Shown = { rows: unknown[]; next: string | null };
type Listed = {
  staff?: true;
  at?: () => string;
  view: (tx: Tx, search: Search) => Promise<Shown>;
  /** What of a row the file tells, and in which of its columns. */
  told: (row: never) => unknown;
  column?: number;
  searches?: Search[];
};

const lists: Record<string, Listed> = {
  "/payments": {
    view: (tx, search) => partnerPayments(tx, { search }),
    told: ({ number }: { number: number }) => number,
    searches: [{ state: "paid" }, { state: "failed" }, { sort: "at" }],
  },
  "/runs": {
    view: (tx, search) => partnerRuns(tx, { search }),
    told: ({ number }: { number: number }) => number,
    searches: [{ sort: "made" }, { kind: "ask" }, { state: ["done", "failed"] }],
  },
  "/settings/people": {
    view: (tx, search) => peopleView(tx, { search }),
    told: ({ email }: { email: string }) => email,
    column: 1,
    searches: [{ sort: "-name" }, { state: "disabled" }, { state: "active" }],
  },
  "/programme/contacts": {
    staff: true,
    view: (tx, search) => programmeContacts(tx, { search }),
    told: ({ contactEmail }: { contactEmail: string }) => contactEmail,
    searches: [{ q: "nothing like it" }, { sort: "-asked" }],
  },
  "/programme/enrolments": {
    staff: true,
    view: (tx, search) => programmeEnrolments(tx, { search }),
    told: ({ mpnId }: { mpnId: string }) => mpnId,
    column: 1,
    searches: [{ list: "all" }, { list: "all", sort: "-name" }],
  },
  "/programme/imports": {
    staff: true,
    view: (tx, search) => programmeImports(tx, { search }),
    told: ({ fileName }: { fileName: string }) => fileName,
    searches: [{ sort: "made" }, { state: "failed" }, { kind: "people" }],
  },
  "/programme/mail": {
    staff: true,
    view: (tx, search) => programmeMail(tx, { search }),
    told: ({ recipient }: { recipient: string }) => recipient,
    column: 1,
    searches: [{ state: "failed" }, { q: "box2@far.example" }, { sort: "made" }],
  },
  "/programme/operators": {
    staff: true,
    view: (tx, search) => peopleView(tx, { at: STAFF, search }),
    told: ({ email }: { email: string }) => email,
    column: 1,
  },
  "/programme/partners/*/people": {
    staff: true,
    at: () => `/programme/partners/${company.id}/people`,
    view: (tx, search) => peopleView(tx, { at: company.id, search }),
    told: ({ email }: { email: string }) => email,
    column: 1,
  },
  "/programme/partners/*/rounds": {
    staff: true,
    at: () => `/programme/partners/${company.id}/rounds`,
    view: (tx, search) => partnerRounds(tx, { id: company.id, search }),
    told: ({ customer }: { customer: string }) => customer,
    searches: [{ q: "waits 2" }, { kind: "consent" }, { kind: "delivery" }, { sort: "-due" }],
  },
  "/programme/payments": {
    staff: true,
    view: (tx, search) => paymentRuns(tx, { search }),
    told: ({ number }: { number: number }) => number,
  },
  "/programme/reports": {
    staff: true,
    view: (tx, search) => programmeReports(tx, { search }),
    told: ({ message }: { message: string }) => message,
    column: 1,
    searches: [{ show: "open" }, { q: "who" }, { sort: "made" }],
  },
  "/programme/runs": {
    staff: true,
    view: (tx, search) => programmeRuns(tx, { search }),
    told: ({ number }: { number: number }) => number,
    searches: [{ kind: "ask" }],
  },
};

/** The lists of staff that are not for every role. */
const limited = [
  "/programme/contacts",
  "/programme/operators",
  "/programme/partners/*/people",
  "/programme/payments",
];

async function file(actor: PartnerUser | Operator, path: string, search: Search = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    for (const one of [value].flat()) query.append(name, one);
  const { columns, rows } = await listFile(make.ctx(actor, now), {
    of: `${path}?${query.toString()}`,
    locale: "en",
  });
  const all: (string | number | null)[][] = [];
  for await (const some of rows) all.push(...some.map((row) => [...row]));
  return { head: columns.map(({ label }) => label), rows: all };
}

test("every list whose file is made so is among them", () => {
  const others = ["/programme/tenants", "/programme/partners"];
  const plain = addresses.filter((one) => typeof listFiles[one] !== "function");
  expect([...Object.keys(lists), ...others].toSorted()).toEqual([...plain].toSorted());
});

describe.each(Object.keys(lists))("the file of %s", (name) => {
  const list = lists[name]!;
  const path = () => list.at?.() ?? name;
  const actors = () =>
    list.staff ? [staff] : name === "/settings/people" ? [company.admin] : [company.admin, clerk];

  test("has what the list shows, in its order, with its filters and without what is left out", async () => {
    let found = 0;
    for (const actor of actors())
      for (const search of [{}, ...(list.searches ?? [])]) {
        const shown: unknown[] = [];
        for (let after: string | null | undefined; after !== null;) {
          const asked = after ? { ...search, after } : search;
          const page: Shown = await reading(make.ctx(actor, now), (tx) => list.view(tx, asked));
          shown.push(...page.rows.map((row) => list.told(row as never)));
          after = page.next;
        }
        const { head, rows } = await file(actor, path(), search);
        expect([search, rows.map((row) => row[list.column ?? 0])]).toEqual([search, shown]);
        expect(rows.every((row) => row.length === head.length)).toBe(true);
        found += rows.length;
      }
    expect(found).toBeGreaterThan(0);
    const { head } = await file(actors()[0]!, path());
    const { rows, head: less } = await file(actors()[0]!, path(), {
      hide: ["state", "when", "partner", "lastDay"],
    });
    expect(less.length).toBeLessThan(head.length);
    expect(rows.every((row) => row.length === less.length)).toBe(true);
  });

  test("is for whoever may look at the list", async () => {
    await expect(file(list.staff ? company.admin : staff, path())).rejects.toThrow("forbidden");
    if (list.staff) {
      const reading = await file(await make.operator({ roles: ["reader"] }), path()).then(
        () => true,
        () => false,
      );
      expect(reading).toBe(!limited.includes(name));
      return;
    }
    await expect(file(await make.user(company), path())).rejects.toThrow("no_role");
    const other = await file((await make.partner()).admin, path());
    const own = await file(company.admin, path());
    const emails = own.rows.map((row) => row[list.column ?? 0]);
    if (name !== "/runs")
      expect(other.rows.filter((row) => emails.includes(row[list.column ?? 0] ?? null))).toEqual(
        [],
      );
    else expect(other.rows).toEqual([]);
  });
});

test("who lost the role gets no payments or runs any more, whoever the door took them for", async () => {
  const grants = [{ role: "incentives_admin" as const, locationId: null }];
  const person = await make.user(company, { grants });
  const found = async () => {
    const files = [await file(person, "/payments"), await file(person, "/runs")];
    return files.map(({ rows }) => rows.length > 0);
  };
  expect(await found()).toEqual([true, true]);
  await make.sql("delete from role_grants where user_id = $1", [person.userId]);
  expect(await found()).toEqual([false, false]);
});
