import { sql } from "drizzle-orm";
import { claimRows } from "@/lib/claims/list/list";
import { claimsQuery } from "@/lib/claims/list/schema";
import { fileColumn, fileRows } from "@/lib/lists/file";
import { translator } from "@/messages";
import { exportClaims } from "@/lib/claims/list/export";
import { reading, type Ctx, type Operator, type PartnerUser } from "@/lib/ctx";
import { exportPartners } from "@/lib/partners/file/export";
import { approved } from "@/testing/approved";
import { consented, paying, submitted } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { claimsList } from "./claim/list";
import { customersPage, type CustomerLine } from "./customers-page";
import { historyPage } from "./history";
import { insightRowsCsv } from "./insight-csv";
import { listFile } from "./list-file";
import { opportunitiesView } from "./opportunities";
import { attentionPage } from "./attention";
import { programmeClaims } from "./programme/claims";
import { programmePartners } from "./programme/partners";
import { paymentsCsv } from "./programme/payments";
import { programmeTenants } from "./programme/tenants";

/** K4: the file of a list is the list: its rows, in its order, and nobody else's. */
const make = fixture();
let company: Company;
let engagement: Engagement;
let clerk: PartnerUser;
let operator: Operator;

beforeAll(async () => {
  company = await make.partner({ locations: [{}, {}] });
  engagement = await make.engagement();
  await paying(make, engagement.id);
  operator = await make.operator();
  clerk = await make.user(company, {
    grants: [{ role: "incentives_user", locationId: company.locations[1]!.id }],
  });
  const elsewhere = { association: { locationId: company.locations[1]!.id } };
  for (const name of ["Bos =1+1", "Duin", "Zee"])
    await consented(make, {
      company,
      engagement,
      tenant: await make.tenant({ name, eligibleFor: [engagement] }),
    });
  await consented(make, {
    company,
    engagement,
    tenant: await make.tenant({ name: "Elders", eligibleFor: [engagement] }),
    ...elsewhere,
  });
  await submitted(make, {
    company,
    engagement,
    tenant: await make.tenant({ name: "Ingediend", eligibleFor: [engagement] }),
  });
  for (const [n, name] of ["Oud", "Ouder"].entries()) {
    const tenant = await make.tenant({ name, eligibleFor: [engagement] });
    const { id } = await make.association(company, tenant, engagement, {
      locationId: company.locations[n]!.id,
    });
    await make.sql(
      "update associations set ended_at = $2, end_reason = 'cancelled' where id = $1",
      [id, new Date(make.now.getTime() + n * 1_000)],
    );
  }
  for (let n = 0; n < 3; n++)
    await make.association(
      company,
      await make.tenant({ name: `Nieuw ${n}`, eligibleFor: [engagement] }),
      engagement,
    );
});

type Search = Record<string, string | string[]>;
const later = (days: number) => new Date(make.now.getTime() + days * 86_400_000);
const address = (path: string, search: Search) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    for (const one of [value].flat()) query.append(name, one);
  return `${path}?${query.toString()}`;
};

async function file(actor: PartnerUser | Operator, of: string, at = make.now) {
  const { columns, rows } = await listFile(make.ctx(actor, at), { of, locale: "en" });
  const all: (string | number | null)[][] = [];
  for await (const some of rows) all.push(...some.map((row) => [...row]));
  return { head: columns.map(({ label }) => label), rows: all };
}
const firsts = async (...asked: Parameters<typeof file>) =>
  (await file(...asked)).rows.map(([first]) => first);

type Page = { ids: (string | number)[]; next: string | null };
const lists: Record<
  string,
  {
    path: () => string;
    staff?: true;
    page: (actor: never, search: Search, at: Date) => Promise<Page>;
  }
> = {
  claims: {
    path: () => "/claims",
    page: async (actor: PartnerUser, search, at) => {
      const view = await reading(make.ctx(actor, at), (tx) => claimsList(tx, { search }));
      return { ids: view.rows.map(({ number }) => number), next: view.next };
    },
  },
  customers: {
    path: () => `/engagements/${engagement.slug}/customers`,
    page: async (actor: PartnerUser, search, at) => {
      const asked = { slug: engagement.slug, search };
      const view = await reading(make.ctx(actor, at), (tx) => customersPage(tx, asked));
      return { ids: view.rows.map(({ name }) => name), next: view.next };
    },
  },
  history: {
    path: () => `/engagements/${engagement.slug}/history`,
    page: async (actor: PartnerUser, search, at) => {
      const asked = { slug: engagement.slug, search };
      const view = await reading(make.ctx(actor, at), (tx) => historyPage(tx, asked));
      return { ids: view.rounds.map(({ name }) => name), next: view.next };
    },
  },
  attention: {
    path: () => "/attention",
    page: async (actor: PartnerUser, search, at) => {
      const view = await reading(make.ctx(actor, at), (tx) => attentionPage(tx, { search }));
      return { ids: view.rows.map(({ customer }) => customer.name), next: view.next };
    },
  },
  opportunities: {
    path: () => "/opportunities",
    page: async (actor: PartnerUser, search, at) => {
      const view = await reading(make.ctx(actor, at), (tx) => opportunitiesView(tx, { search }));
      return { ids: view.rows.map(({ name }) => name), next: view.next };
    },
  },
  queue: {
    path: () => "/programme/claims",
    staff: true,
    page: async (actor: Operator, search, at) => {
      const view = await reading(make.ctx(actor, at), (tx) => programmeClaims(tx, { search }));
      return { ids: view.rows.map(({ number }) => number), next: view.next };
    },
  },
  tenants: {
    path: () => "/programme/tenants",
    staff: true,
    page: async (actor: Operator, search, at) => {
      const view = await reading(make.ctx(actor, at), (tx) => programmeTenants(tx, { search }));
      return { ids: view.rows.map(({ name }) => name), next: view.next };
    },
  },
  partners: {
    path: () => "/programme/partners",
    staff: true,
    page: async (actor: Operator, search, at) => {
      const view = await reading(make.ctx(actor, at), (tx) => programmePartners(tx, { search }));
      return { ids: view.rows.map(({ name }) => name), next: view.next };
    },
  },
};

const searches: Record<string, Search[]> = {
  claims: [{}, { sort: "-name" }, { status: ["to_do", "submitted"] }, { q: "bos" }, { due: "14" }],
  customers: [
    {},
    { sort: "days" },
    { tab: "complete" },
    { status: ["asked", "active"] },
    { q: "duin" },
  ],
  history: [
    {},
    { sort: "ended" },
    { reason: "cancelled" },
    { reason: "consent_expired" },
    { q: "oud" },
  ],
  attention: [{}, { kind: "not_sent" }],
  opportunities: [{}, { chance: "under_way" }, { q: "zee" }],
  queue: [
    {},
    { status: "all", sort: "-age" },
    { status: ["submitted", "approved"] },
    { q: "ingediend" },
  ],
  tenants: [{ q: "nieuw" }, { q: "nieuw", sort: "-name" }],
  partners: [{ sort: "-name" }],
};

describe.each(Object.keys(lists))("the file of %s", (name) => {
  const { path, page, staff } = lists[name]!;
  const shown = async (actor: PartnerUser | Operator, search: Search, at: Date) => {
    const ids: (string | number)[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const one: Page = await page(actor as never, after ? { ...search, after } : search, at);
      ids.push(...one.ids);
      after = one.next;
    }
    return ids;
  };

  test("has what the list shows, in its order, whoever asks and whenever", async () => {
    const actors = staff ? [operator] : [company.admin, clerk];
    let rows = 0;
    for (const actor of actors)
      for (const at of [make.now, later(27)])
        for (const search of searches[name] ?? []) {
          const found = await firsts(actor, address(path(), search), at);
          expect([search, found]).toEqual([search, await shown(actor, search, at)]);
          rows += found.length;
        }
    expect(rows).toBeGreaterThan(0);
  });

  test("is for whoever may look at the list", async () => {
    const nobody = await make.user(company);
    const stranger = staff ? company.admin : operator;
    await expect(file(stranger, path())).rejects.toThrow(staff ? "forbidden" : "forbidden");
    await expect(file(nobody, path())).rejects.toThrow(staff ? "forbidden" : "no_role");
    if (staff) return;
    const other = (await make.partner()).admin;
    expect((await file(other, path())).rows).toEqual([]);
  });
});

test("it says where a row stands as the list does, also once a time ran out", async () => {
  const words = translator("en", "customers");
  const word = ({ state }: CustomerLine) => {
    if (state.kind === "claimed") return words(`filter.${state.claimStatus}`);
    return words(`filter.${state.kind === "ineligible" ? state.reason : state.kind}`);
  };
  for (const at of [make.now, later(40), later(100), later(300)]) {
    for (const tab of ["eligible", "complete"]) {
      const asked = { slug: engagement.slug, search: { tab } };
      const view = await reading(make.ctx(company.admin, at), (tx) => customersPage(tx, asked));
      const { rows } = await file(
        company.admin,
        address(`/engagements/${engagement.slug}/customers`, { tab }),
        at,
      );
      expect(rows.map((row) => [row[0], row[3]])).toEqual(
        view.rows.map((row) => [row.name, word(row)]),
      );
    }
    const view = await reading(make.ctx(company.admin, at), (tx) => claimsList(tx, { search: {} }));
    const { rows } = await file(company.admin, "/claims", at);
    expect(rows.map((row) => [row[0], row[7], row[8]])).toEqual(
      view.rows.map((row) => [
        row.number,
        words(`claim.${row.status}`),
        row.deadline?.date ?? null,
      ]),
    );
  }
});

test("W12 until when the programme means to decide stands in the queue's file as on its page", async () => {
  for (const search of [{}, { status: "all" }] as Search[]) {
    const view = await reading(make.ctx(operator), (tx) => programmeClaims(tx, { search }));
    const { head, rows } = await file(operator, address("/programme/claims", search));
    const at = head.indexOf("Decide by");
    const days = rows.map((row) => [row[0], row[at]]);
    expect(days).toEqual(view.rows.map(({ number, clock }) => [number, clock?.date ?? null]));
    expect(days.some(([, day]) => typeof day === "string")).toBe(true);
  }
});

test("its columns are those that are not left out", async () => {
  expect(
    (await file(company.admin, "/claims?hide=customer&hide=payout&hide=deadline")).head,
  ).toEqual(["Claim ID", "Engagement", "Location", "MPN location ID", "Status"]);
  const slug = engagement.slug;
  const { head, rows } = await file(company.admin, `/opportunities?hide=${slug}`);
  expect(head).not.toContain(engagement.name);
  expect(rows.every((row) => row.length === head.length)).toBe(true);
});

test("who lost a role, or a location, while it is written gets no file that looks whole", async () => {
  const grants = company.locations.map(({ id }) => ({
    role: "incentives_user" as const,
    locationId: id,
  }));
  const person = await make.user(company, { grants });
  const one = [fileColumn("Claim", "number", sql`l.number`)];
  const begun = fileRows(make.ctx(person), one, (tx) => claimRows(tx, claimsQuery.parse({})), 1);
  expect((await begun.next()).value).toHaveLength(1);
  expect((await file(person, "/claims")).rows).toHaveLength(5);
  await make.sql("delete from role_grants where user_id = $1 and location_id = $2", [
    person.userId,
    company.location.id,
  ]);
  await expect(begun.next()).rejects.toThrow("no_role");
  // The door gave them both locations; the database gives them one.
  const now = await file(person, "/claims");
  expect(now.rows.map(([, customer]) => customer)).toEqual(["Elders"]);
  await make.sql("delete from role_grants where user_id = $1", [person.userId]);
  expect((await file(person, "/claims")).rows).toEqual([]);
});

describe("an export of its own breaks off for who lost a role while it is written", () => {
  beforeAll(async () => {
    for (let n = 0; n < 2; n++) await approved(make);
  });

  test.each<[string, (ctx: Ctx) => AsyncGenerator<string>]>([
    ["claims", (ctx) => exportClaims(ctx, claimsQuery.parse({}), "en", "comma", 1)],
    [
      "insight",
      (ctx) =>
        insightRowsCsv(
          ctx,
          { side: "partner", search: { plot: "funnel", part: "" } },
          "en",
          "comma",
          1,
        ),
    ],
  ])("%s", async (_, exported) => {
    const grants = company.locations.map(({ id }) => ({
      role: "incentives_user" as const,
      locationId: id,
    }));
    const person = await make.user(company, { grants });
    const begun = exported(make.ctx(person));
    for (const piece of ["head", "row"])
      expect([piece, (await begun.next()).done]).toEqual([piece, false]);
    await make.sql("delete from role_grants where user_id = $1 and location_id = $2", [
      person.userId,
      company.location.id,
    ]);
    await expect(rest(begun)).rejects.toThrow("no_role");
  });

  test.each<[string, (ctx: Ctx) => AsyncGenerator<string>]>([
    ["partners", (ctx) => exportPartners(ctx, "", "en", "comma", 1)],
    [
      "insight of all",
      (ctx) =>
        insightRowsCsv(
          ctx,
          { side: "programme", search: { plot: "funnel", part: "" } },
          "en",
          "comma",
          1,
        ),
    ],
    ["what is to be paid", (ctx) => paymentsCsv(ctx, "en", "comma", 1)],
  ])("%s", async (_, exported) => {
    const person = await make.operator();
    const begun = exported(make.ctx(person));
    expect((await begun.next()).done).toBe(false);
    expect((await begun.next()).done).toBe(false);
    await make.sql("delete from operator_grants where user_id = $1 and role = 'reviewer'", [
      person.userId,
    ]);
    await expect(rest(begun)).rejects.toThrow("no_role");
  });
});

async function rest(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("an address that is no list is not found", async () => {
  for (const address of ["/settings/profile", "//evil.example", "/views", "/engagements/../claims"])
    await expect(file(company.admin, address)).rejects.toThrow("not_found");
});
