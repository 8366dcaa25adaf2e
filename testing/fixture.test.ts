import { customers } from "@/db/schema";
import { compareFacts } from "@/lib/audit/compare";
import { reading, transaction } from "@/lib/ctx";
import { fixture } from "./fixture";
import { unknownToLog } from "./known-to-log";
import { enrolAtOnce } from "./enrolled";
import { enrol } from "@/scripts/demo/acts/enrol";

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

test("partners, locations, people and roles came to be by verbs: the log knows them all (D15)", async () => {
  const company = await f.partner({
    locations: [{ qualifications: ["solutions-partner:security"] }, { payeeProfile: "rejected" }],
  });
  const [here, there] = company.locations;
  await f.user(company, {
    grants: [
      { role: "incentives_admin", locationId: here!.id },
      { role: "incentives_user", locationId: there!.id },
    ],
  });
  const staff = await f.operator({ roles: ["reader"], companies: [company.id] });
  const elsewhere = await f.partner({ locations: [] });
  await f.member(elsewhere, staff, [{ role: "incentives_user", locationId: null }]);
  await f.user(company);
  expect(await unknownToLog(f)).toEqual([]);
  expect(await reading(f.system(), (tx) => compareFacts(tx))).toEqual([]);
  const [kept] = await f.sql(
    "select count(*)::int as mails, (select count(*)::int from pgboss.job) as jobs from emails",
  );
  expect(kept).toEqual({ mails: 0, jobs: 0 });
  const log = await f.sql("select distinct event from audit_log where chain = $1 order by 1", [
    company.id,
  ]);
  expect(log.map(({ event }) => event)).toEqual([
    "enrolment.moved",
    "location.created",
    "location.qualified",
    "partner.created",
    "payee.changed",
    "payee.decided",
    "person.invited",
    "person.joined",
    "person.roles_changed",
  ]);
});

test("a location that is enrolled at once has what the acts leave (P27, P28)", async () => {
  const company = await f.partner({
    locations: [
      { enrolment: "invited", payeeProfile: "missing" },
      { enrolment: "invited", payeeProfile: "missing" },
    ],
  });
  const [atOnce, byActs] = company.locations.map(({ id, country }) => ({
    id,
    country,
    legalName: "Contoso",
  }));
  const office = await f.operator();
  const { admin } = company;
  await transaction(f.owner(), (tx) => enrolAtOnce(tx, { office, admin }, atOnce!));
  const goal = { enrolment: "enrolled", payeeProfile: "valid" } as const;
  await enrol({ office: f.ctx(office), admin: f.ctx(admin) }, byActs!, goal);
  const left = (id: string) =>
    f.sql(
      `select (select jsonb_agg(to_jsonb(m) - '{id,location_id}'::text[] order by to_state) from enrolment_moves m where location_id = $1) as moves,
        (select jsonb_agg(to_jsonb(p) - '{location_id,sealed,proof}'::text[]) from payee_profiles p where location_id = $1) as payees,
        (select jsonb_agg(jsonb_build_array(event, actor_kind, actor_id, data - 'proof', words) order by seq) from audit_log where subject_id = $1 and event <> 'location.created') as log,
        (select to_jsonb(l) - '{id,mpn_id,search}'::text[] from locations l where id = $1) as location`,
      [id],
    );
  expect(await left(atOnce!.id)).toEqual(await left(byActs!.id));
});
