import { randomUUID } from "node:crypto";
import type { PartnerUser } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { reading } from "@/lib/ctx";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { addCustomerView } from "../views/add-customer";
import { nameCustomer } from "./name-customer";

const f = fixture();

const codesOf = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => "it was not refused",
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error("no refusal", { cause: error });
  return error.errors.map(({ field, code }) => `${field}:${code}`);
};

let company: Company;
let engagement: Engagement;

beforeAll(async () => {
  company = await f.partner();
  engagement = await f.engagement();
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select $1, band, '2025-07-01', 500000 from unnest(array['A', 'B']) band`,
    [engagement.id],
  );
  await f.sql(
    "insert into market_countries (country, band) values ('NL', 'A') on conflict do nothing",
  );
});

type Typed = { email?: string; identifier?: string; location?: string };

function name(typed: Typed, draft = randomUUID(), actor: PartnerUser = company.admin) {
  return nameCustomer(f.ctx(actor), {
    slug: engagement.slug,
    draft,
    go: "next",
    location: company.location.id,
    email: "",
    identifier: "",
    ...typed,
  });
}

test("S24, S25: without an identifier the e-mail's domain says which tenant is meant", async () => {
  const tenant = await f.tenant();
  expect(await name({ email: `kim@${tenant.domain}` })).toBe("workshops");
  expect(await name({ email: `kim@mail.${tenant.domain}` })).toBe("workshops");
});

test("S26: no tenant found asks for another address or an identifier; what was typed stays", async () => {
  const draft = randomUUID();
  const email = "kim@nobody-at-all.example";
  expect(await codesOf(name({ email }, draft))).toEqual(["email:no_tenant"]);
  expect(await codesOf(name({ email, identifier: "424242" }, draft))).toEqual([
    "identifier:identifier_not_found",
  ]);
  expect(
    await f.sql("select values, completed_at from drafts where id = $1", [draft]),
  ).toMatchObject([{ values: { email, identifier: "424242", found: null }, completed_at: null }]);
});

test("D2: an address of a free mail provider finds nobody, but an identifier may", async () => {
  const tenant = await f.tenant();
  expect(await codesOf(name({ email: "kim@gmail.com" }))).toEqual(["email:free_mail"]);
  expect(await name({ email: "kim@gmail.com", identifier: tenant.id })).toBe("reason");
});

test("S27: with an identifier that fits the e-mail no reason is asked for", async () => {
  const tenant = await f.tenant({ tpid: 600_001 });
  const email = `kim@${tenant.domain}`;
  expect(await name({ email, identifier: tenant.id.toUpperCase() })).toBe("workshops");
  expect(await name({ email, identifier: "600001" })).toBe("workshops");
});

test("D1: a tenant that the partner knows is offered to claim", async () => {
  const tenant = await f.tenant();
  await f.known(company, tenant);
  expect(await name({ email: `kim@${tenant.domain}` })).toBe("known");
});

test("another customer typed later forgets the reason and the choice of the first", async () => {
  const [first, second] = [await f.tenant(), await f.tenant()];
  const draft = randomUUID();
  const email = "kim@elsewhere.example";
  await name({ email, identifier: first.id }, draft);
  await f.sql(
    `update drafts set values = values || '{"reason": "renamed", "chosen": true}' where id = $1`,
    [draft],
  );
  expect(await name({ email, identifier: first.id }, draft)).toBe("reason");
  expect(await name({ email, identifier: second.id }, draft)).toBe("reason");
  expect(await f.sql("select values from drafts where id = $1", [draft])).toMatchObject([
    { values: { reason: "", chosen: false, found: { tenantId: second.id } } },
  ]);
});

describe("S20: only a location that is enrolled, eligible and the actor's", () => {
  test.each([
    ["not enrolled", { enrolment: "validating" as const }],
    ["without a valid payee profile", { payeeProfile: "missing" as const }],
    ["in a country where nothing is paid", { country: "AQ" }],
  ])("%s: not offered, and refused", async (_, values) => {
    const place = await f.location(company, values);
    const email = `kim@${(await f.tenant()).domain}`;
    expect(await codesOf(name({ email, location: place.id }))).toEqual([
      "location:location_closed",
    ]);
    const { screen } = await show(randomUUID());
    expect(screen.kind === "customer" && screen.locations.map(({ id }) => id)).not.toContain(
      place.id,
    );
  });

  test("without a role there: refused; with none at all the page says why, and who can help", async () => {
    const place = await f.location(company, { enrolment: "invited" });
    const user = await f.user(company, {
      grants: [{ role: "incentives_user", locationId: place.id }],
    });
    const email = `kim@${(await f.tenant()).domain}`;
    expect(await codesOf(name({ email }, randomUUID(), user))).toEqual([
      "location:location_closed",
    ]);
    const { screen } = await show(randomUUID(), user);
    expect(screen).toMatchObject({ kind: "blocked", admins: [{ email: company.admin.email }] });
    const why = screen.kind === "blocked" ? screen.locations : [];
    expect(why.find(({ id }) => id === place.id)?.hindrance).toBe("enrolment");
    expect(why.find(({ id }) => id === company.location.id)?.hindrance).toBe("role");
  });
});

describe("a draft (D4)", () => {
  test("is made by the first form that is sent; looking at the page writes nothing", async () => {
    const draft = randomUUID();
    const before = await f.sql("select count(*)::int as n from drafts");
    expect((await show(draft)).screen.kind).toBe("customer");
    expect(await f.sql("select count(*)::int as n from drafts")).toEqual(before);
    await codesOf(name({ email: "kim" }, draft));
    expect((await show(draft)).values.email).toBe("kim");
  });

  test("leads to its first open screen when a later one is asked for", async () => {
    const draft = randomUUID();
    expect((await show(draft, company.admin, "review")).screen).toEqual({
      kind: "elsewhere",
      step: "customer",
    });
    await name({ email: `kim@${(await f.tenant()).domain}` }, draft);
    expect((await show(draft, company.admin, "review")).screen).toEqual({
      kind: "elsewhere",
      step: "workshops",
    });
    const workshops = await show(draft, company.admin, "workshops");
    expect(workshops.screen).toMatchObject({ kind: "workshops", chosen: [engagement.id] });
  });

  test("is its user's alone, and belongs to one engagement", async () => {
    const draft = randomUUID();
    const email = `kim@${(await f.tenant()).domain}`;
    await name({ email }, draft);
    const colleague = await f.user(company, {
      grants: [{ role: "incentives_admin", locationId: null }],
    });
    expect((await show(draft, colleague)).values.email).toBe("");
    expect(await codesOf(name({ email }, draft, colleague))).toEqual([":not_found"]);
    const other = await f.engagement();
    const view = reading(f.ctx(company.admin), (tx) =>
      addCustomerView(tx, { slug: other.slug, draft, step: "customer" }),
    );
    expect(await codesOf(view)).toEqual([":not_found"]);
    const sent = nameCustomer(f.ctx(company.admin), {
      slug: other.slug,
      draft,
      go: "next",
      location: company.location.id,
      email,
      identifier: "",
    });
    expect(await codesOf(sent)).toEqual([":not_found"]);
  });

  test("takes two first forms at once", async () => {
    const draft = randomUUID();
    const email = `kim@${(await f.tenant()).domain}`;
    const sent = await Promise.all([name({ email }, draft), name({ email }, draft)]);
    expect(sent).toEqual(["workshops", "workshops"]);
  });
});

function show(
  draft: string,
  actor: PartnerUser = company.admin,
  step: "customer" | "workshops" | "review" = "customer",
) {
  return reading(f.ctx(actor), (tx) => addCustomerView(tx, { slug: engagement.slug, draft, step }));
}
