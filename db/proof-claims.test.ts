import { randomUUID } from "node:crypto";
import { readClock } from "@/lib/time/clock";
import { deadline } from "@/lib/time/deadline";
import { hashToken } from "@/lib/mail/tokens";
import type { Visitor } from "@/lib/ctx";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { consented, paying, submitted, type Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";

/** What a claim is worth, and how a round goes, follows from the facts, whoever writes them. */
const them = attacker(() => f);
const f = fixture();
let asked: Asked;
let open: Consented;
let sent: Consented;
let visitor: Visitor;

beforeAll(async () => {
  const now = readClock();
  asked = await ask(f, {
    association: { createdAt: now, requestedAt: now },
    request: { sentAt: now },
  });
  await paying(f, asked.engagement.id, 4_000);
  open = await consented(f);
  sent = await submitted(f);
  // The link that the partner itself makes up.
  const token = randomUUID();
  const linkId = randomUUID();
  await f.sql(
    "insert into consent_links (id, partner_id, request_id, token_hash, created_at) values ($1, $2, $3, $4, now())",
    [linkId, asked.company.id, asked.request.id, hashToken(token)],
  );
  visitor = { ...asked.visitor, linkId, token };
  await them.connect();
});

const consent = (set = "") =>
  `update associations set consented_at = now(), consent_slot = 1, delivery_due_at = now() + interval '9 years' ${set} where id = $1`;
const claim = `insert into workshop_claims (number, partner_id, association_id, engagement_id, tenant_id, location_id, time_zone, status_at,
    payout_minor, currency, band, rate_valid_from, requires, created_at, delivery_due_at, review_due_at, dispute_days, clock_stands_still,
    contact_first_name, contact_last_name, contact_title, contact_email, contact_language, partner_contact_name, partner_contact_email)
  select 7654321, partner_id, id, engagement_id, tenant_id, location_id, 'Asia/Tokyo', now(), 1000000, 'EUR', 'A', '2020-01-01', '{}', now(),
    '2099-01-01', '2099-01-01', 999, true, 'Eve', 'Eve', '', 'eve@partner.example', 'en', 'Eve', 'eve@partner.example'
  from associations where id = $1`;

test("a made-up claim by a made-up link has the payout, proof, clocks and contact of the facts", async () => {
  const client = await them.begin(visitor);
  await client.query(consent(), [asked.association.id]);
  await client.query(claim, [asked.association.id]);
  const { rows } = await client.query<Record<string, unknown>>("select * from workshop_claims");
  const { timeZone } = asked.company.location;
  const at = rows[0]?.created_at as Date;
  expect(rows).toMatchObject([
    {
      payout_minor: "400000",
      currency: "USD",
      requires: asked.engagement.poe.map(({ kind }) => kind),
      time_zone: timeZone,
      contact_email: asked.request.contactEmail,
      partner_contact_email: asked.request.partnerContactEmail,
      delivery_due_at: deadline(at, asked.engagement.deliveryDays, timeZone),
      review_due_at: deadline(at, asked.engagement.reviewDays, timeZone),
      dispute_days: asked.engagement.disputeDays,
      clock_stands_still: asked.engagement.clockStandsStill,
    },
  ]);
  await expect(client.query("commit")).rejects.toThrow("without the customer's answer");
});

test("no claim begins without its consent, or by its partner", async () => {
  await them.begin(visitor);
  expect(await them.tries(claim, [asked.association.id])).toBe("workshop_claims_begin");
  await them.begin(asked.company.admin);
  expect(await them.tries(claim, [asked.association.id])).toBe("workshop_claims_begin");
});

test.each([
  [
    "to a place that is not there",
    consent(", consent_slot = 9").replace("consent_slot = 1, ", ""),
    "associations_one_consent",
  ],
  ["yesterday", consent().replace("now()", "now() - interval '1 day'"), "associations_at_now"],
  [
    "and cancels as the partner",
    "update associations set ended_at = now(), end_reason = 'cancelled' where id = $1",
    "associations_whose",
  ],
  [
    "and asks as the partner",
    "update associations set requested_at = now() + interval '1 s' where id = $1",
    "associations_facts_stay",
  ],
])("a visitor does not consent %s", async (_, text, why) => {
  await them.begin(visitor);
  expect(await them.tries(text, [asked.association.id])).toBe(why);
});

test("a customer is known by its consent alone", async () => {
  const known = "insert into known_customers (partner_id, tenant_id, since) values ($1, $2, now())";
  await them.begin(asked.company.admin);
  expect(await them.tries(known, [asked.company.id, asked.tenant.id])).toBe("row-level security");
  await them.begin(visitor);
  expect(await them.tries(known, [asked.company.id, open.tenant.id])).toBe("row-level security");
  expect(await them.tries(known, [asked.company.id, asked.tenant.id])).toBe(
    "known_customers_consented",
  );
});

describe("a partner's person", () => {
  const round = "update associations set";
  test.each([
    ["consents", () => asked, consent(), "associations_whose"],
    [
      "withdraws as the customer",
      () => open,
      `${round} ended_at = now(), end_reason = 'withdrawn' where id = $1`,
      "associations_whose",
    ],
    [
      "declines as the customer",
      () => asked,
      `${round} ended_at = now(), end_reason = 'declined' where id = $1`,
      "associations_whose",
    ],
    [
      "lets it run out",
      () => open,
      `${round} ended_at = delivery_due_at, end_reason = 'delivery_expired' where id = $1`,
      "associations_whose",
    ],
    [
      "cancels before it was back then",
      () => open,
      `${round} ended_at = consented_at + interval '1 day', end_reason = 'cancelled' where id = $1`,
      "associations_at_now",
    ],
    [
      "sends in before it was back then",
      () => open,
      `${round} submitted_at = consented_at + interval '1 day' where id = $1`,
      "associations_at_now",
    ],
    [
      "changes the customer's address",
      () => asked,
      `${round} customer_email = 'x@y.example' where id = $1`,
      "permission denied",
    ],
    [
      "changes why it differs",
      () => asked,
      `${round} mismatch_reason = 'x' where id = $1`,
      "permission denied",
    ],
  ])("%s: refused", async (_, it, text, why) => {
    await them.begin(it().company.admin);
    expect(await them.tries(text, [it().association.id])).toBe(why);
  });

  const request = "update consent_requests set";
  test.each([
    [
      `${request} closed_at = now(), closed_for = 'programme' where id = $1`,
      "consent_requests_whose",
    ],
    [`${request} closed_at = now(), closed_for = 'taken' where id = $1`, "consent_requests_whose"],
    [`${request} replaced_at = sent_at where id = $1`, "consent_requests_whose"],
    [`${request} partner_contact_email = 'x@y.example' where id = $1`, "permission denied"],
    [`${request} language = 'en' where id = $1`, "permission denied"],
    [`${request} release_id = null where id = $1`, "permission denied"],
  ])("%s: refused", async (text, why) => {
    const sentAt = new Date(readClock().getTime() - 600_000);
    const it = await ask(f, { association: { createdAt: sentAt }, request: { sentAt } });
    await them.begin(it.company.admin);
    expect(await them.tries(text, [it.request.id])).toBe(why);
  });

  test.each([
    ["contact_release_id = gen_random_uuid()", "workshop_claims_closed"],
    ["partner_contact_email = 'x@y.example'", "workshop_claims_closed"],
    ["reviewer_id = submitted_by, reviewer_since = now()", "workshop_claims_whose"],
    ["approved_at = now()", "workshop_claims_whose"],
    ["submitted_at = now() - interval '1 day'", "workshop_claims_whose"],
  ])("%s of a claim that was sent in: refused", async (set, why) => {
    await them.begin(sent.company.admin);
    const text = `update workshop_claims set ${set} where id = $1`;
    expect(await them.tries(text, [sent.claim.id])).toBe(why);
  });

  test("names no contact outside of whom nobody spoke, in a claim or a survey (D19)", async () => {
    await them.begin(open.company.admin);
    const contact =
      "update workshop_claims set contact_email = 'eve@partner.example' where id = $1";
    expect(await them.tries(contact, [open.claim.id])).toBe("workshop_claims_contact_allowed");
    const survey = `insert into claim_surveys (partner_id, claim_id, kind, recipient_name, recipient_email, language, questions, created_at, created_by)
      values ($1, $2, 'customer', 'Eve', 'eve@partner.example', 'en', '[]', now(), $3)`;
    expect(
      await them.tries(survey, [open.company.id, open.claim.id, open.company.admin.userId]),
    ).toBe("claim_surveys_contact_allowed");
  });

  test("chooses neither the clock of a round, nor its zone, nor whose it is", async () => {
    const { company, engagement } = asked;
    const tenant = await f.tenant();
    const client = await them.begin(company.admin);
    const begin = (by: string, more = "", value = "") =>
      them.tries(
        `insert into associations (partner_id, location_id, tenant_id, engagement_id, origin, customer_email, created_at, created_by, time_zone, consent_due_at${more})
         values ($1, $2, $3, $4, 'added', 'x@y.example', now(), $5, 'Asia/Tokyo', '2099-01-01'${value})`,
        [company.id, company.location.id, tenant.id, engagement.id, by],
      );
    expect(await begin(open.company.admin.userId)).toBe("associations_begin");
    expect(await begin(company.admin.userId, ", requested_at", ", now()")).toBe(
      "associations_begin",
    );
    expect(await begin(company.admin.userId)).toBe(1);
    await client.query(
      `insert into associations (id, partner_id, location_id, tenant_id, engagement_id, origin, customer_email, created_at, created_by, time_zone, consent_due_at)
       values ($6, $1, $2, $3, $4, 'added', 'x@y.example', now(), $5, 'Asia/Tokyo', '2099-01-01')`,
      [
        company.id,
        company.location.id,
        tenant.id,
        engagement.id,
        company.admin.userId,
        asked.association.id,
      ],
    );
    const { rows } = await client.query<{
      id: string;
      created_at: Date;
      time_zone: string;
      consent_due_at: Date;
    }>("select * from associations where tenant_id = $1", [tenant.id]);
    const [row] = rows;
    expect(row?.id).not.toBe(asked.association.id);
    expect(row?.time_zone).toBe(company.location.timeZone);
    expect(row?.consent_due_at).toEqual(
      deadline(row!.created_at, engagement.consentDays, company.location.timeZone),
    );
  });
});
