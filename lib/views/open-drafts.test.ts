import { randomUUID } from "node:crypto";
import { reading, type PartnerUser } from "@/lib/ctx";
import { fixture, type Company } from "@/testing/fixture";
import { attentionPage } from "./attention";
import { customersPage } from "./customers-page";

const f = fixture();
const later = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);

async function draft(
  company: Company,
  engagement: { id: string },
  values: { kind: string; subjectId?: string; typed?: object; at?: Date; user?: PartnerUser },
): Promise<string> {
  const id = randomUUID();
  await f.sql(
    "insert into drafts (id, partner_id, user_id, kind, engagement_id, subject_id, values, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [
      id,
      company.id,
      (values.user ?? company.admin).userId,
      values.kind,
      engagement.id,
      values.subjectId ?? null,
      values.typed ?? {},
      values.at ?? f.now,
    ],
  );
  return id;
}
const attention = async (user: PartnerUser) =>
  (await reading(f.ctx(user), (tx) => attentionPage(tx, { search: {} }))).drafts;

test("D4 a wizard that was left is found on Attention and on its Customers page, at its open screen", async () => {
  const company = await f.partner();
  const [engagement, other] = [await f.engagement(), await f.engagement()];
  const tenant = await f.tenant();
  const round = await f.association(company, await f.tenant({ name: "Asked for" }), engagement);
  await f.known(company, tenant);
  const found = { kind: "tenant", tenantId: tenant.id, mismatch: false };
  const add = await draft(company, engagement, {
    kind: "add",
    typed: { email: "a@b.example", found },
  });
  await draft(company, engagement, { kind: "claim", subjectId: tenant.id, at: later(1) });
  const claim = await draft(company, engagement, {
    kind: "claim",
    subjectId: tenant.id,
    typed: { located: true },
    at: later(2),
  });
  const consent = await draft(company, engagement, {
    kind: "consent",
    subjectId: round.id,
    at: later(3),
  });
  const elsewhere = await draft(company, other, { kind: "add", at: later(4) });
  const base = `/engagements/${engagement.slug}`;
  const here = [
    {
      id: consent,
      about: "Asked for",
      href: `${base}/rounds/${round.id}/consent?draft=${consent}`,
    },
    {
      id: claim,
      about: tenant.name,
      href: `${base}/customers/${tenant.id}/claim/workshops?draft=${claim}`,
    },
    { id: add, about: "a@b.example", href: `${base}/customers/add/workshops?draft=${add}` },
  ];
  expect(await attention(company.admin)).toMatchObject([
    {
      id: elsewhere,
      about: null,
      href: `/engagements/${other.slug}/customers/add?draft=${elsewhere}`,
    },
    ...here,
  ]);
  const page = await reading(f.ctx(company.admin), (tx) =>
    customersPage(tx, { slug: engagement.slug, search: {} }),
  );
  expect(page.drafts).toMatchObject(here);
});

test("what was done meanwhile, and what a colleague began, is not offered", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const tenant = await f.tenant();
  const colleague = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: null }],
  });
  await draft(company, engagement, { kind: "add", user: colleague });
  await draft(company, engagement, { kind: "claim", subjectId: tenant.id });
  const round = await f.association(company, tenant, engagement);
  await draft(company, engagement, { kind: "consent", subjectId: round.id });
  await f.sql("update associations set ended_at = $2, end_reason = 'cancelled' where id = $1", [
    round.id,
    f.now,
  ]);
  const done = await draft(company, engagement, { kind: "add" });
  await f.sql("update drafts set completed_at = updated_at, result = '{}' where id = $1", [done]);
  expect((await attention(company.admin)).map(({ kind }) => kind)).toEqual(["claim"]);
  await f.association(company, tenant, engagement);
  expect(await attention(company.admin)).toEqual([]);
});
