import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { reading, type PartnerUser } from "../ctx";
import { askConsentView } from "../views/ask-consent";
import { otherRequestOpen } from "./rivals.queries";

const f = fixture();
const at = (hours = 1) => new Date(f.now.getTime() + hours * 3_600_000);

async function rivals() {
  const it = await ask(f);
  const company = await f.partner();
  const association = await f.association(company, it.tenant, it.engagement);
  const seen = (by: PartnerUser, now = at()) =>
    reading(f.ctx(by, now), (tx) =>
      otherRequestOpen(
        { ...tx, actor: by },
        { tenantId: it.tenant.id, engagementIds: [it.engagement.id] },
      ),
    );
  return { it, company, association, seen };
}

test("a partner is told that another request is open, and nothing beside it", async () => {
  const { it, company, association, seen } = await rivals();
  expect(await seen(company.admin)).toEqual([it.engagement.id]);
  expect(await seen(it.company.admin)).toEqual([]);
  const input = {
    slug: it.engagement.slug,
    associationId: association.id,
    draft: null,
    step: "start" as const,
  };
  const view = (more: object) =>
    reading(f.ctx(company.admin, at()), (tx) => askConsentView(tx, { ...input, ...more }));
  expect((await view({ rivals: true })).rivals).toEqual([it.engagement.name]);
  expect((await view({})).rivals).toBeNull();
  expect(JSON.stringify(await view({ rivals: true }))).not.toContain(it.company.name);
});

test.each([
  ["replaced", "update consent_requests set replaced_at = now() where association_id = $1"],
  [
    "never mailed",
    "delete from consent_links where request_id in (select id from consent_requests where association_id = $1)",
  ],
])("nothing is open when the request was %s", async (_, text) => {
  const { it, company, seen } = await rivals();
  await f.sql(text, [it.association.id]);
  expect(await seen(company.admin)).toEqual([]);
});

test("nor once its time is over, nor for another workshop", async () => {
  const { it, company, seen } = await rivals();
  expect(await seen(company.admin, at(24 * 31))).toEqual([]);
  const other = await f.engagement();
  const found = await reading(f.ctx(company.admin, at()), (tx) =>
    otherRequestOpen(
      { ...tx, actor: company.admin },
      { tenantId: it.tenant.id, engagementIds: [other.id] },
    ),
  );
  expect(found).toEqual([]);
});
