import { addLink, addRequest, ask, formOf, stampSeen, type Asked } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { answerConsent } from "./answer";
import { WORDING_VERSION, wordingOf } from "./wording";

const f = fixture();
const later = new Date(f.now.getTime() + 3 * 86_400_000);

const answer = async (
  asked: Asked,
  form: Partial<Parameters<typeof answerConsent>[1]> & { decision: "accept" | "decline" },
  at = later,
  visitor = asked.visitor,
) => answerConsent(f.ctx(visitor, at), { ...(await formOf(f, visitor, at)), ...form });

const roundOf = async ({ association }: Asked) => {
  const [row] = await f.sql<Record<string, unknown>>(`select * from associations where id = $1`, [
    association.id,
  ]);
  return row!;
};
const decisionsOf = ({ association }: Asked) =>
  f.sql("select * from consent_decisions where association_id = $1", [association.id]);
const mailsOf = ({ company }: Asked) =>
  f.sql<{ template: string; recipient: string; language: string; variables: { linkId?: string } }>(
    `select template, recipient, language, variables from emails where partner_id = $1
     order by template, recipient`,
    [company.id],
  );
const jobsOf = (name: string, asked: Asked) =>
  f.sql("select data from pgboss.job where name = $1 and data->>'associationId' = $2", [
    name,
    asked.association.id,
  ]);

describe("an acceptance (D8, D15, S9, S57)", () => {
  test("makes the round active, with a delivery window of its own", async () => {
    const asked = await ask(f);
    expect(await answer(asked, { decision: "accept" })).toEqual({ kind: "stored" });
    expect(await roundOf(asked)).toMatchObject({
      consented_at: later,
      consent_slot: 1,
      // 90 days from 13 March, after the last of them, in summer time.
      delivery_due_at: new Date("2026-06-11T22:00:00.000Z"),
      ended_at: null,
    });
    const [row] = await f.sql("select * from customers where association_id = $1", [
      asked.association.id,
    ]);
    expect(row).toMatchObject({ status: "active", tab: "eligible", known: true });
  });

  test("keeps what proves it, and its audit row says the same", async () => {
    const asked = await ask(f);
    const form = { decision: "accept", fullName: " Zoe de vries ", reason: "not kept" } as const;
    await answer(asked, form);
    const wording = wordingOf("nl", {
      ...asked.engagement,
      engagementName: asked.engagement.name,
      tenantName: asked.tenant.name,
      partnerName: asked.company.name,
      locationCity: "Amsterdam",
      locationCountry: "NL",
    });
    const [decision] = await decisionsOf(asked);
    expect(decision).toMatchObject({
      request_id: asked.request.id,
      link_id: asked.visitor.linkId,
      decision: "accept",
      full_name: "Zoe de vries",
      reason: null,
      decided_at: later,
      language: "nl",
      wording_version: WORDING_VERSION,
      wording: wording.text,
      wording_hash: wording.hash,
      contact_email: asked.request.contactEmail,
      ip_address: asked.visitor.ipAddress,
      user_agent: asked.visitor.userAgent,
      confirmed_by_code: false,
    });
    const [log] = await f.sql("select * from audit_log where hash = $1", [decision!.audit_hash]);
    expect(log).toMatchObject({
      event: "consent.accepted",
      subject_id: asked.association.id,
      data: { wordingHash: wording.hash, decision: "accept", fullName: "Zoe de vries" },
    });
    expect(await f.sql("select * from audit_faults()")).toEqual([]);
    expect(JSON.stringify(log)).not.toContain(asked.token);
  });

  test("makes the customer known, and opens the claim with its payout fixed (S6, D16)", async () => {
    const engagement = await f.engagement();
    await f.sql(
      "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) values ($1,'C','2026-01-01',400000),($1,'C','2026-03-13',500000),($1,'C','2026-03-14',900000)",
      [engagement.id],
    );
    const asked = await ask(f, { engagement });
    await answer(asked, { decision: "accept" });
    const [claim] = await f.sql("select * from workshop_claims where association_id = $1", [
      asked.association.id,
    ]);
    expect(claim).toMatchObject({
      status: "editing",
      payout_minor: "500000",
      currency: "USD",
      band: "C",
      rate_valid_from: "2026-03-13",
    });
    expect(claim!.number).toBeGreaterThan(999_999);
    expect(
      await f.sql("select partner_id from known_customers where tenant_id = $1", [asked.tenant.id]),
    ).toEqual([{ partner_id: asked.company.id }]);
  });

  test("tells the customer, the partner's contact and the sender, and queues telling the others (D12, D8)", async () => {
    const asked = await ask(f);
    await answer(asked, { decision: "accept" });
    const mails = await mailsOf(asked);
    expect(mails).toMatchObject(
      [
        { template: "consent-receipt", recipient: asked.request.contactEmail, language: "nl" },
        { template: "partner-answer", recipient: asked.company.admin.email, language: "en" },
        { template: "partner-answer", recipient: "robin@partner.example" },
      ].sort(
        (a, b) => a.template.localeCompare(b.template) || a.recipient.localeCompare(b.recipient),
      ),
    );
    const links = await f.sql("select id from consent_links where request_id = $1", [
      asked.request.id,
    ]);
    expect(links.map((link) => link.id)).toContain(mails[0]!.variables.linkId);
    expect(mails[0]!.variables.linkId).not.toBe(asked.visitor.linkId);
    expect(await jobsOf("tell-others", asked)).toHaveLength(1);
  });

  test("is told once to a sender who is the contact, too", async () => {
    const company = await f.partner();
    const request = { partnerContactEmail: company.admin.email.toUpperCase() };
    const asked = await ask(f, { company, request });
    await answer(asked, { decision: "accept" });
    expect((await mailsOf(asked)).map((mail) => mail.template)).toEqual([
      "consent-receipt",
      "partner-answer",
    ]);
  });
});

describe("a decline (S55, D6, D7)", () => {
  test("ends the round with the reason, and an added customer goes", async () => {
    const asked = await ask(f);
    await answer(asked, { decision: "decline", reason: " No time\u0000 this year. " });
    expect(await roundOf(asked)).toMatchObject({
      consented_at: null,
      ended_at: later,
      end_reason: "declined",
      end_note: "No time this year.",
    });
    expect(await decisionsOf(asked)).toMatchObject([
      { decision: "decline", reason: "No time this year." },
    ]);
    expect(await f.sql("select * from customers where tenant_id = $1", [asked.tenant.id])).toEqual(
      [],
    );
    expect(
      await f.sql("select * from workshop_claims where association_id = $1", [
        asked.association.id,
      ]),
    ).toEqual([]);
    expect((await mailsOf(asked)).map((mail) => mail.template)).toEqual([
      "consent-receipt",
      "partner-answer",
      "partner-answer",
    ]);
    expect(await jobsOf("tell-others", asked)).toEqual([]);
  });

  test("leaves a claimed customer known, to be claimed again (D6)", async () => {
    const company = await f.partner();
    const engagement = await f.engagement();
    const tenant = await f.tenant({ eligibleFor: [engagement] });
    await f.known(company, tenant);
    const asked = await ask(f, { company, engagement, tenant, association: { origin: "claimed" } });
    await answer(asked, { decision: "decline" });
    expect(
      await f.sql("select status from customers where tenant_id = $1 and engagement_id = $2", [
        tenant.id,
        engagement.id,
      ]),
    ).toEqual([{ status: "known" }]);
  });
});

describe("no answer twice, late, or to what is closed", () => {
  test.each(["accept", "decline"] as const)(
    "after a first answer there is no %s (D8)",
    async (decision) => {
      const asked = await ask(f);
      await answer(asked, { decision: "accept" });
      await expect(answer(asked, { decision })).rejects.toMatchObject({ code: "already_answered" });
      expect(await decisionsOf(asked)).toHaveLength(1);
      expect(await mailsOf(asked)).toHaveLength(3);
    },
  );

  test("every link of the request answers it; an older one works until then (D11)", async () => {
    const asked = await ask(f);
    const second = await addLink(f, asked.request);
    await answer(asked, { decision: "accept" });
    await expect(answer(asked, { decision: "decline" }, later, second)).rejects.toMatchObject({
      code: "already_answered",
    });
    const other = await ask(f);
    const newer = await addLink(f, other.request);
    await answer(other, { decision: "accept" }, later, newer);
    expect(await decisionsOf(other)).toMatchObject([{ link_id: newer.linkId }]);
  });

  test("a deadline is the end of its last day: a millisecond before counts, the instant itself does not (D9)", async () => {
    const [before, at] = [await ask(f), await ask(f)];
    const due = before.association.consentDueAt;
    await answer(before, { decision: "accept" }, new Date(due.getTime() - 1));
    await expect(answer(at, { decision: "accept" }, due)).rejects.toMatchObject({
      code: "expired",
    });
    expect(await decisionsOf(at)).toEqual([]);
  });

  test("a request to another contact replaces the one before it (D11)", async () => {
    const asked = await ask(f);
    await f.sql("update consent_requests set replaced_at = now() where id = $1", [
      asked.request.id,
    ]);
    const newer = await addRequest(f, asked.company, asked.association, {
      contactFirstName: "Jan",
      contactLastName: "Smit",
    });
    await expect(answer(asked, { decision: "accept" })).rejects.toMatchObject({ code: "replaced" });
    const visitor = await addLink(f, newer);
    await answer(asked, { decision: "accept", fullName: "Jan Smit" }, later, visitor);
    expect(await decisionsOf(asked)).toMatchObject([{ request_id: newer.id }]);
  });

  test("the first acceptance wins; the rival's link is no longer open (D8)", async () => {
    const first = await ask(f);
    const rival = await ask(f, { engagement: first.engagement, tenant: first.tenant });
    await answer(first, { decision: "accept" });
    await expect(answer(rival, { decision: "accept" })).rejects.toMatchObject({
      code: "no_longer_open",
    });
    expect(
      await f.sql("select status from customers where association_id = $1", [rival.association.id]),
    ).toEqual([{ status: "consent" }]);
  });

  test("an engagement that allows two consents takes two, and no third", async () => {
    const engagement = await f.engagement({ consentsPerCustomer: 2 });
    const tenant = await f.tenant({ eligibleFor: [engagement] });
    const all = [
      await ask(f, { engagement, tenant }),
      await ask(f, { engagement, tenant }),
      await ask(f, { engagement, tenant }),
    ] as const;
    await answer(all[0], { decision: "accept" });
    await answer(all[1], { decision: "accept" });
    expect((await roundOf(all[1])).consent_slot).toBe(2);
    await expect(answer(all[2], { decision: "accept" })).rejects.toMatchObject({
      code: "no_longer_open",
    });
  });

  test("a rival's consent that ran out without a claim is in nobody's way (W1)", async () => {
    const first = await ask(f);
    await answer(first, { decision: "accept" });
    const { delivery_due_at } = await roundOf(first);
    const after = new Date(Number(delivery_due_at) + 60_000);
    const start = new Date(after.getTime() - 5 * 86_400_000);
    const next = await ask(f, {
      engagement: first.engagement,
      tenant: first.tenant,
      association: {
        createdAt: start,
        consentDueAt: new Date(start.getTime() + 30 * 86_400_000),
      },
      // D18: as long as the consent stood, nobody could be asked.
      request: { sentAt: new Date(Number(delivery_due_at)) },
    });
    await answer(next, { decision: "accept" }, after);
    expect(await roundOf(first)).toMatchObject({ end_reason: "delivery_expired" });
    expect(await roundOf(next)).toMatchObject({ consent_slot: 1, ended_at: null });
  });
});

describe("who may answer", () => {
  test.each(["admin", "operator", "system"] as const)(
    "not a partner, the programme or a job: %s",
    async (who) => {
      const asked = await ask(f);
      const actor = {
        admin: asked.company.admin,
        operator: await f.operator(),
        system: f.system().actor,
      }[who];
      const form = await formOf(f, asked.visitor, later);
      await expect(
        answerConsent(f.ctx(actor, later), { ...form, decision: "accept" }),
      ).rejects.toMatchObject({ code: "forbidden" });
    },
  );

  test("another request's stamp is no stamp", async () => {
    const [mine, theirs] = [await ask(f), await ask(f)];
    const stamp = await stampSeen(f, theirs.visitor, f.now);
    await expect(
      answer(mine, { decision: "accept", stamp }, new Date(f.now.getTime() + 60_000)),
    ).rejects.toMatchObject({ code: "form_forged" });
  });

  test("what is missing is told at its field", async () => {
    const asked = await ask(f);
    const form = { ...(await formOf(f, asked.visitor, later)), fullName: " 1 " };
    await expect(answerConsent(f.ctx(asked.visitor, later), form)).rejects.toMatchObject({
      errors: [
        { field: "decision", code: "choose_answer" },
        { field: "fullName", code: "name_needed" },
      ],
    });
  });
});
