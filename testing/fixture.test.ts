import { customers } from "@/db/schema";
import { reading } from "@/lib/ctx";
import { fixture } from "./fixture";

const f = fixture();

test("a suite has a database of its own, and the application's role sees one partner's rows", async () => {
  const [ours, theirs] = [await f.partner(), await f.partner()];
  const engagement = await f.engagement();
  const tenant = await f.tenant({ eligibleFor: [engagement], usage: { mau: 10 } });
  const association = await f.association(ours, tenant, engagement);

  const rows = (admin: typeof ours.admin) =>
    reading(f.ctx(admin), (tx) => tx.db.select().from(customers));
  expect(await rows(ours.admin)).toMatchObject([
    { tenantId: tenant.id, associationId: association.id, criteriaMet: true },
  ]);
  expect(await rows(theirs.admin)).toEqual([]);
  expect(await f.sql("select count(*)::int as n from customers")).toEqual([{ n: 1 }]);
  expect(await rows(await f.user(ours))).toEqual([]);
});

test("people, roles and the product itself are actors", async () => {
  const company = await f.partner({
    locations: [{}, { country: "BE", timeZone: "Europe/Brussels" }],
  });
  const user = await f.user(company, {
    locale: "nl",
    grants: [{ role: "incentives_user", locationId: company.locations[1]!.id }],
  });
  const operator = await f.operator();
  const session = await f.db.query<{ session: { grants: unknown[] } }>(
    "select app_session($1, $2) as session",
    [user.secret, f.now],
  );
  expect(session[0]?.session.grants).toEqual(user.grants);
  expect([user.kind, operator.kind, f.system().actor.kind]).toEqual([
    "partner",
    "operator",
    "system",
  ]);
});
