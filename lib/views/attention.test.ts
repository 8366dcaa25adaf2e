import fc from "fast-check";
import { reading, type Actor, type Operator, type PartnerUser } from "@/lib/ctx";
import { submitClaim } from "@/lib/claims/submit-claim";
import { deadline } from "@/lib/time/deadline";
import { walkTo } from "@/testing/claim-walk";
import { claimOf, consented, giveProof, type Consented } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { attentionPage, SHOWN, type AttentionView } from "./attention";
import { engagementsOverview } from "./engagements-overview";

const make = fixture();
const DAY = 86_400_000;
const zone = "Europe/Amsterdam";
const days = (count: number) => new Date(make.now.getTime() + count * DAY);

let partner: Company;
let engagement: Engagement;
let operator: Operator;

beforeAll(async () => {
  operator = await make.operator();
});

beforeEach(async () => {
  partner = await make.partner({ locations: [{ name: "Amsterdam" }, { name: "Gent" }] });
  engagement = await make.engagement();
});

const open = (search: Record<string, string> = {}, actor: Actor = partner.admin, at = make.now) =>
  reading(make.ctx(actor, at), (tx) => attentionPage(tx, { search }));

/** What the navigation says: comes with the session. */
async function counted(actor: PartnerUser, at = make.now): Promise<number> {
  const [row] = await make.db.query<{ n: number }>(
    "select (app_session($1, $2) ->> 'attention')::integer as n",
    [actor.secret, at],
  );
  return row!.n;
}

async function round(
  name: string,
  values: Parameters<typeof make.association>[3] = {},
  of = partner,
) {
  const tenant = await make.tenant({ name, eligibleFor: [engagement] });
  return make.association(of, tenant, engagement, values);
}

async function mail(
  subject: { associationId?: string; surveyId?: string },
  state: string,
  at = make.now,
) {
  await make.sql(
    `insert into emails (partner_id, association_id, survey_id, template, language, recipient, variables, state, created_at, state_at)
     values ($1, $2, $3, 'consent-request', 'en', 'a@b.example', '{}', $4, $5, $5)`,
    [partner.id, subject.associationId ?? null, subject.surveyId ?? null, state, at],
  );
}

/** Asked, with a deadline that is `left` calendar days away. */
const asked = (name: string, left: number, values: object = {}) =>
  round(name, {
    createdAt: days(-22),
    requestedAt: days(-22),
    consentDueAt: deadline(make.now, left, zone),
    ...values,
  });

async function claim(name: string, place = 0): Promise<Consented> {
  const tenant = await make.tenant({ name, eligibleFor: [engagement] });
  const association = { createdAt: days(-3), locationId: partner.locations[place]!.id };
  const request = { sentAt: days(-3) };
  return consented(make, {
    company: partner,
    engagement,
    tenant,
    association,
    request,
    at: days(-2),
  });
}

async function decided(name: string, status: "action_required" | "rejected", place = 0) {
  const it = await claim(name, place);
  await giveProof(make, it.claim);
  await submitClaim(make.ctx(partner.admin, days(-1)), { number: it.claim.number });
  return { ...it, claim: await walkTo(make, it, status, operator, days(-1)) };
}

async function survey(it: Consented, kind: "partner" | "customer"): Promise<string> {
  const [row] = await make.sql<{ id: string }>(
    `insert into claim_surveys (partner_id, claim_id, kind, recipient_name, recipient_email, language, questions, created_at, created_by)
     values ($1, $2, $3, 'Zoë', 'zoe@b.example', 'en', '[]', $4, $5) returning id`,
    [partner.id, it.claim.id, kind, make.now, partner.admin.userId],
  );
  return row!.id;
}

const shown = (view: AttentionView) =>
  view.rows.map(({ kind, customer }) => `${kind}: ${customer.name}`);

describe("Attention required (section 7)", () => {
  it("has each thing once, in its group, the most urgent first, with its one next step", async () => {
    const unsent = await round("unsent");
    await round("unsent, soon", { createdAt: days(-25) });
    await asked("asked, 7 days", 7);
    await asked("asked, last day", 0);
    await asked("asked, 8 days", 8);
    const bounced = await asked("bounced", 3);
    await mail({ associationId: bounced.id }, "bounced");
    const failed = await asked("not sent out", 9);
    await mail({ associationId: failed.id }, "failed");
    const back = await asked("came back for now", 20);
    await mail({ associationId: back.id }, "returned");
    const fix = await decided("fix", "action_required");
    await decided("rejected", "rejected");
    const view = await open();
    expect(shown(view)).toEqual([
      "consent_ends: asked, last day",
      "mail_failed: bounced",
      "not_sent: unsent, soon",
      "consent_ends: asked, 7 days",
      "mail_failed: not sent out",
      "claims: rejected",
      "not_sent: unsent",
      "claims: fix",
    ]);
    const row = (name: string) => view.rows.find((one) => one.customer.name === name);
    expect(row("unsent")).toMatchObject({
      step: "trigger_consent",
      href: `/engagements/${engagement.slug}/rounds/${unsent.id}/consent`,
      daysLeft: 30,
      location: "Amsterdam",
    });
    expect(row("bounced")).toMatchObject({
      step: "correct_contact",
      href: `/engagements/${engagement.slug}/rounds/${bounced.id}/consent/contact`,
      detail: { kind: "mail", state: "bounced" },
    });
    expect(row("not sent out")).toMatchObject({ step: "resend_consent" });
    expect(row("fix")).toMatchObject({
      step: "fix_claim",
      href: `/claims/${String(fix.claim.number)}`,
    });
    expect(row("rejected")).toMatchObject({
      step: "dispute_claim",
      detail: { status: "rejected" },
    });
    expect(view.total).toBe(8);
  });

  it("S57 workshops running out: from 14 days before the end, until it", async () => {
    const { claim: it } = await claim("workshop");
    for (const [left, expected] of [
      [15, 0],
      [14, 1],
      [0, 1],
    ] as const) {
      const at = new Date(it.deliveryDueAt.getTime() - (left + 0.5) * DAY);
      const view = await open({ kind: "delivery_ends" }, partner.admin, at);
      expect([left, view.total, view.rows[0]?.daysLeft]).toEqual([
        left,
        expected,
        expected ? left : undefined,
      ]);
      if (expected)
        expect(view.rows[0]).toMatchObject({
          step: "submit_claim",
          href: `/claims/${String(it.number)}`,
        });
    }
    const after = await open({}, partner.admin, it.deliveryDueAt);
    expect(after.rows).toEqual([]);
  });

  it("W5 survey mails that did not arrive, until another one went out or the survey was answered", async () => {
    const it = await claim("surveyed");
    const surveyId = await survey(it, "customer");
    await mail({ surveyId }, "sent", days(-1));
    expect((await open()).rows).toEqual([]);
    await make.sql("update emails set state = 'bounced' where survey_id = $1", [surveyId]);
    expect((await open()).rows).toMatchObject([
      {
        kind: "mail_failed",
        customer: { name: "surveyed" },
        step: "resend_survey",
        detail: { surveys: ["customer"] },
        href: `/claims/${String(it.claim.number)}`,
      },
    ]);
    expect(await counted(partner.admin)).toBe(1);
    await mail({ surveyId }, "queued");
    expect((await open()).rows).toEqual([]);
    await make.sql("update emails set state = 'failed' where survey_id = $1 and state = 'queued'", [
      surveyId,
    ]);
    expect((await open()).rows).toHaveLength(1);
    await make.sql("update claim_surveys set replaced_at = $2 where id = $1", [surveyId, make.now]);
    expect((await open()).rows).toEqual([]);
    expect(await counted(partner.admin)).toBe(0);
  });

  it("D19 a customer survey that was closed, until somebody else is asked", async () => {
    const it = await claim("closed");
    await survey(it, "partner");
    const surveyId = await survey(it, "customer");
    expect((await open()).rows).toEqual([]);
    await make.sql("update claim_surveys set closed_at = $2 where id = $1", [surveyId, make.now]);
    const [waits, ...others] = (await open({ kind: "contact_closed" })).rows;
    expect(others).toEqual([]);
    expect(waits).toMatchObject({
      kind: "contact_closed",
      customer: { name: "closed" },
      step: "name_contact",
      detail: null,
      href: `/claims/${String(it.claim.number)}/edit/customer`,
    });
    expect((await open()).rows).toHaveLength(1);
    expect(await counted(partner.admin)).toBe(1);
    await make.sql(
      `insert into claim_surveys (partner_id, claim_id, kind, recipient_name, recipient_email, language, questions, created_at, created_by)
       select partner_id, claim_id, kind, 'Noor', 'noor@b.example', language, questions, created_at + interval '1 hour', created_by
       from claim_surveys where id = $1`,
      [surveyId],
    );
    expect((await open()).rows).toEqual([]);
  });

  it("W13 claims to fix are there until their clock ends", async () => {
    const { claim: it } = await decided("fix", "action_required");
    const due = (await claimOf(make, it.associationId)).reviewDueAt;
    expect((await open({}, partner.admin, new Date(due.getTime() - 1))).total).toBe(1);
    expect((await open({}, partner.admin, due)).rows).toEqual([]);
    const rejected = await decided("rejected", "rejected");
    const until = (await claimOf(make, rejected.association.id)).disputeDueAt!;
    expect(
      (await open({ kind: "claims" }, partner.admin, new Date(until.getTime() - 1))).total,
    ).toBe(2);
    expect((await open({ kind: "claims" }, partner.admin, until)).total).toBe(1);
  });

  const zones = ["Europe/Amsterdam", "Pacific/Auckland", "America/Sao_Paulo", "Pacific/Kiritimati"];
  it.each(["2026-03-28T23:30:00Z", "2026-10-25T00:30:00Z"])(
    "D9 counts calendar days in each round's own zone, also across summer time, at %s",
    async (instant) => {
      const now = new Date(instant);
      partner = await make.partner({
        locations: zones.map((timeZone) => ({ name: timeZone, timeZone })),
      });
      for (const place of partner.locations) {
        for (const left of [0, 6, 7, 8, 9]) {
          const createdAt = new Date(now.getTime() - 20 * DAY);
          await round(`${place.timeZone} ${left}`, {
            locationId: place.id,
            timeZone: place.timeZone,
            createdAt,
            requestedAt: createdAt,
            consentDueAt: deadline(now, left, place.timeZone),
          });
        }
      }
      const view = await open({ kind: "consent_ends" }, partner.admin, now);
      const { rows } = view;
      const expected = zones.flatMap((one) => [0, 6, 7].map((left) => `${one} ${left}`));
      expect(rows.map(({ customer }) => customer.name).sort()).toEqual(expected.sort());
      for (const row of rows) expect(row.customer.name.endsWith(` ${row.daysLeft}`)).toBe(true);
      expect(await counted(partner.admin, now)).toBe(expected.length);
    },
  );

  it("filters by kind and location; all of it page by page, the most urgent first", async () => {
    const here = partner.locations[1]!;
    for (let n = 0; n < SHOWN + 5; n++)
      await round(`unsent ${String(n).padStart(2, "0")}`, {
        locationId: here.id,
        createdAt: days(-(n % 3)),
      });
    await round("elsewhere");
    const all = await open();
    expect(all.total).toBe(SHOWN + 6);
    expect(all.rows).toHaveLength(SHOWN);
    const further = await open({ after: all.next ?? "" });
    expect(further.rows).toHaveLength(6);
    expect(further.next).toBeNull();
    const left = [...all.rows, ...further.rows].map(({ daysLeft }) => daysLeft);
    expect(left).toEqual([...left].sort((a, b) => a - b));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const view = await open({
        kind: "not_sent",
        location: here.mpnId,
        ...(after === null ? {} : { after }),
      });
      seen.push(...view.rows.map(({ id }) => id));
      after = view.next;
    } while (after !== null);
    expect([seen.length, new Set(seen).size]).toEqual([SHOWN + 5, SHOWN + 5]);
    expect((await open({ location: "nowhere" })).rows).toEqual([]);
    expect((await open({ kind: "claims" })).rows).toEqual([]);
  });

  it("S4 for people with a role, of their locations; nobody else's", async () => {
    await round("here", { locationId: partner.locations[1]!.id });
    await round("elsewhere");
    await decided("fix here", "action_required", 1);
    await decided("fix elsewhere", "action_required");
    const user = await make.user(partner, {
      grants: [{ role: "incentives_user", locationId: partner.locations[1]!.id }],
    });
    expect(shown(await open({}, user))).toEqual(["not_sent: here", "claims: fix here"]);
    expect((await open({ location: partner.locations[0]!.mpnId }, user)).rows).toEqual([]);
    expect(await counted(user)).toBe(2);
    const rival = await make.partner();
    expect((await open({}, rival.admin)).rows).toEqual([]);
    const colleague = await make.user(partner);
    await expect(open({}, colleague)).rejects.toThrow("no_role");
    expect(await counted(colleague)).toBe(0);
    await expect(open({}, operator)).rejects.toThrow("forbidden");
  });

  it("P7 the navigation, the overview and the page always say the same number", async () => {
    const places = partner.locations;
    const users = [
      partner.admin,
      ...(await Promise.all(
        places.map(({ id }) =>
          make.user(partner, { grants: [{ role: "incentives_user", locationId: id }] }),
        ),
      )),
    ];
    await asked("bounced", 20);
    await decided("fix", "action_required", 1);
    const lost = await claim("lost", 1);
    await mail({ surveyId: await survey(lost, "partner") }, "bounced");
    const things = fc.array(
      fc.record({
        place: fc.constantFrom(...places),
        ago: fc.integer({ min: 0, max: 29 }),
        sent: fc.boolean(),
        state: fc.constantFrom(null, "delivered", "bounced", "complained"),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const moments = fc.integer({ min: 0, max: 100 });
    await fc.assert(
      fc.asyncProperty(things, moments, async (made, later) => {
        for (const { place, ago, sent, state } of made) {
          const it = await round("made", {
            locationId: place.id,
            createdAt: days(-ago),
            requestedAt: sent ? days(-ago) : null,
          });
          if (sent && state) await mail({ associationId: it.id }, state);
        }
        for (const user of users) {
          const page = await open({}, user, days(later));
          const overview = await reading(make.ctx(user, days(later)), (tx) =>
            engagementsOverview(tx, { search: {} }),
          );
          const said = [await counted(user, days(later)), overview.attention];
          expect(said).toEqual([page.total, page.total]);
          expect(page.rows).toHaveLength(Math.min(page.total, SHOWN));
        }
      }),
      { numRuns: 8 },
    );
  });
});

test("P27 an incentives admin is shown the locations that wait for them; nobody else is", async () => {
  const company = await make.partner({
    locations: [
      { name: "Invited", enrolment: "invited", payeeProfile: "missing" },
      { name: "Rejected", payeeProfile: "rejected" },
      { name: "Earns" },
    ],
  });
  const [invited] = company.locations;
  const user = await make.user(company, {
    grants: [{ role: "incentives_user", locationId: null }],
  });
  const local = await make.user(company, {
    grants: [{ role: "incentives_admin", locationId: invited!.id }],
  });
  const shown = async (actor: PartnerUser, search = {}) =>
    (await open(search, actor)).places.map(({ name, toDo }) => `${name} ${toDo ?? ""}`);
  expect(await shown(company.admin)).toEqual(["Invited accept", "Rejected payee"]);
  expect(await shown(local)).toEqual(["Invited accept"]);
  expect(await shown(user)).toEqual([]);
  expect(await shown(company.admin, { kind: "claims" })).toEqual([]);
});
