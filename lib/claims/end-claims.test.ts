import { randomUUID } from "node:crypto";
import { answerConsent } from "@/lib/consent/answer";
import { saveContact } from "@/lib/consent/save-contact";
import { sendConsent } from "@/lib/consent/send";
import { reading } from "@/lib/ctx";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { Refusal } from "@/lib/errors";
import { formOf } from "@/testing/asked";
import { claimOf, consented, giveProof, submitted, type Consented } from "@/testing/claims";
import { decided, recordedStatus } from "@/testing/claim-moves";
import { fixture } from "@/testing/fixture";
import { mailedLinks } from "@/testing/mailed-links";
import { askConsentView } from "@/lib/views/ask-consent";
import { compareFacts } from "../audit/compare";
import { cancelClaim } from "./cancel-claim";
import { disputeClaim } from "./dispute-claim";
import { editClaim } from "./edit-claim";
import { endLapsedClaims } from "./end-lapsed-claims";
import { renewClaim } from "./renew-claim";
import { editInput } from "./schema";
import { submitClaim } from "./submit-claim";

const f = fixture();
const DAY = 86_400_000;
const day = (days: number) => new Date(f.now.getTime() + days * DAY);

const code = async (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (thrown: unknown) => {
      if (thrown instanceof Refusal) return thrown.code;
      throw thrown;
    },
  );
const mails = (it: Consented, template: string) =>
  f.sql<{ recipient: string; language: string; variables: Record<string, unknown> }>(
    "select recipient, language, variables from emails where partner_id = $1 and template = $2 order by recipient",
    [it.company.id, template],
  );
const events = async (it: Consented) =>
  (
    await f.sql<{ event: string; actor_id: string; data: Record<string, unknown> }>(
      "select event, actor_id, data from audit_log where subject_id = $1 order by seq",
      [it.claim.id],
    )
  ).map(({ event }) => event);
const comments = (it: Consented) =>
  f.sql("select body, author_kind, author_name from claim_comments where claim_id = $1", [
    it.claim.id,
  ]);
const roundOf = async (it: Consented) =>
  (await f.sql("select * from associations where id = $1", [it.association.id]))[0]!;
const strangers = async (it: Consented) => {
  const place = await f.location(it.company);
  const grants = [{ role: "incentives_user" as const, locationId: place.id }];
  return [
    [await f.user(it.company), "no_role"],
    [(await f.partner()).admin, "not_found"],
    [await f.user(it.company, { grants }), "not_found"],
    [await f.operator(), "forbidden"],
  ] as const;
};

describe("Submit claim", () => {
  test("W10 the comment is kept, and submitter and contact get a receipt, each in their language", async () => {
    const it = await consented(f);
    await giveProof(f, it.claim);
    await f.sql("update users set locale = 'nl' where id = $1", [it.company.admin.userId]);
    const { number, version } = it.claim;
    await submitClaim(f.ctx(it.company.admin, day(9)), { number, version, comment: "Two parts." });
    expect(await comments(it)).toEqual([
      { body: "Two parts.", author_kind: "partner", author_name: it.company.admin.name },
    ]);
    expect(await mails(it, "claim-submitted")).toMatchObject([
      { recipient: it.company.admin.email, language: "nl" },
      {
        recipient: it.request.partnerContactEmail,
        language: "nl",
        variables: { claimNumber: String(number), again: false, comment: "Two parts." },
      },
    ]);
    expect(await events(it)).toEqual(["claim.submitted"]);
  });

  test("a comment on what is not sent in is not kept", async () => {
    const it = await consented(f);
    const { number } = it.claim;
    const late = { number, comment: "Please" };
    expect(await code(submitClaim(f.ctx(it.company.admin, day(9)), late))).toBe("claim_not_ready");
    expect(await code(submitClaim(f.ctx(it.company.admin, day(100)), late))).toBe("claim_expired");
    expect(await comments(it)).toEqual([]);
    expect(await mails(it, "claim-submitted")).toEqual([]);
  });

  test("again after the programme asked for something, until the review window ends", async () => {
    const it = await decided(f, "action_required");
    const last = new Date(it.claim.reviewDueAt.getTime() - 1);
    const { number } = it.claim;
    expect(await code(submitClaim(f.ctx(it.company.admin, it.claim.reviewDueAt), { number }))).toBe(
      "claim_expired",
    );
    await submitClaim(f.ctx(it.company.admin, last), { number, confirmed: true });
    expect(await recordedStatus(f, it.claim.id)).toBe("submitted");
    expect((await mails(it, "claim-submitted")).at(-1)?.variables.again).toBeDefined();
  });
});

describe("cancelling", () => {
  const cancel = (
    it: Consented,
    at = day(9),
    actor: Parameters<typeof f.ctx>[0] = it.company.admin,
  ) => cancelClaim(f.ctx(actor, at), { number: it.claim.number, version: it.claim.version });

  test("ends the claim and the consent, frees the customer, and tells both sides", async () => {
    const it = await consented(f);
    await cancel(it);
    expect(await recordedStatus(f, it.claim.id)).toBe("cancelled");
    expect(await roundOf(it)).toMatchObject({ end_reason: "cancelled", ended_at: day(9) });
    expect(await events(it)).toEqual(["claim.cancelled"]);
    expect(await mails(it, "workshop-cancelled")).toMatchObject([
      {
        recipient: it.request.contactEmail,
        language: "nl",
        variables: { contactName: "Zoë de Vries", partnerContact: { name: "Robin Jansen" } },
      },
    ]);
    expect((await mails(it, "claim-cancelled")).map(({ recipient }) => recipient).sort()).toEqual(
      [it.company.admin.email, it.request.partnerContactEmail].sort(),
    );
    const rival = await f.partner();
    await expect(
      consented(f, { company: rival, engagement: it.engagement, tenant: it.tenant }),
    ).resolves.toBeDefined();
  });

  test("once; and not after the first submit, nor after the time", async () => {
    const it = await consented(f);
    const late = await consented(f);
    const sent = await submitted(f);
    const asked = await decided(f, "action_required");
    await cancel(it);
    expect(
      await code(cancelClaim(f.ctx(it.company.admin, day(9)), { number: it.claim.number })),
    ).toBe("claim_moved");
    expect(await code(cancel(late, day(92)))).toBe("claim_expired");
    expect(await code(cancel(sent, day(12)))).toBe("claim_moved");
    expect(await code(cancel(asked, day(20)))).toBe("claim_moved");
    for (const one of [late, sent, asked])
      expect(await mails(one, "workshop-cancelled")).toEqual([]);
  });

  test("by nobody else", async () => {
    const it = await consented(f);
    for (const [actor, refusal] of await strangers(it))
      expect(await code(cancel(it, day(9), actor))).toBe(refusal);
    expect(await recordedStatus(f, it.claim.id)).toBe("editing");
  });
});

describe("disputing", () => {
  const dispute = (
    it: Consented,
    at = day(20),
    actor: Parameters<typeof f.ctx>[0] = it.company.admin,
  ) => disputeClaim(f.ctx(actor, at), { number: it.claim.number, reason: "See page 2." });

  test("a rejection, with a reason that is kept, and a receipt", async () => {
    const it = await decided(f, "rejected");
    await dispute(it);
    expect(await claimOf(f, it.association.id)).toMatchObject({
      status: "disputed",
      disputedAt: day(20),
    });
    expect(await comments(it)).toMatchObject([{ body: "See page 2." }]);
    expect(await mails(it, "claim-disputed")).toHaveLength(2);
    expect(await events(it)).toContain("claim.disputed");
  });

  test("until the last moment of the dispute window, and once", async () => {
    const it = await decided(f, "rejected");
    const due = it.claim.disputeDueAt!;
    expect(await code(dispute(it, due))).toBe("claim_expired");
    await dispute(it, new Date(due.getTime() - 1));
    expect(await code(dispute(it, new Date(due.getTime() - 1)))).toBe("claim_moved");
    expect(await comments(it)).toHaveLength(1);
  });

  test("nothing else, and by nobody else", async () => {
    const asked = await decided(f, "action_required");
    const approved = await decided(f, "approved");
    const it = await decided(f, "rejected");
    expect(await code(dispute(asked))).toBe("claim_moved");
    expect(await code(dispute(approved))).toBe("claim_moved");
    for (const [actor, refusal] of await strangers(it))
      expect(await code(dispute(it, day(20), actor))).toBe(refusal);
    expect(await comments(it)).toEqual([]);
  });
});

describe("beginning anew (P1 of section 9)", () => {
  const open = async () => {
    const engagement = await f.engagement({
      poe: [{ kind: "invoice" }, { kind: "customer_survey" }],
    });
    await f.sql(
      `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
       select $1, band, '2025-07-01', 500000 from unnest(array['A', 'B', 'C']) band`,
      [engagement.id],
    );
    return engagement;
  };
  const renew = (it: Consented, at: Date, actor: Parameters<typeof f.ctx>[0] = it.company.admin) =>
    renewClaim(f.ctx(actor, at), { number: it.claim.number });
  const fill = (it: Consented) =>
    editClaim(
      f.ctx(it.company.admin, day(5)),
      editInput.parse({
        part: "invoice",
        number: String(it.claim.number),
        version: String(it.claim.version),
        invoiceNumber: "42",
        invoiceAmount: "10",
        invoiceCurrency: "EUR",
        workshopFrom: "2026-03-12",
      }),
    );

  /** Asks for consent by the wizard with what it proposes, and accepts. */
  async function consentAgain(it: Consented, associationId: string, at: Date) {
    const ctx = f.ctx(it.company.admin, at);
    const view = await reading(ctx, (tx) =>
      askConsentView(tx, {
        slug: it.engagement.slug,
        associationId,
        draft: randomUUID(),
        step: "start",
      }),
    );
    if (view.screen.kind !== "contact") throw new Error(view.screen.kind);
    const { draft, values } = view.screen;
    const email = `zoe.devries@${it.tenant.domain}`;
    await saveContact(ctx, { ...values, email, draft, associationId });
    const { requestId } = await sendConsent(ctx, { draftId: draft });
    const [link] = await f.sql<{ id: string }>(
      "select id from consent_links where request_id = $1",
      [requestId],
    );
    await mailedLinks(f, "consent", [link!.id]);
    const { userAgent } = it.visitor;
    const behind = f.visitor({ linkId: link!.id, requestId, partnerId: it.company.id });
    const visitor = { ...behind, userAgent };
    const form = await formOf(f, visitor, at);
    expect(await answerConsent(f.ctx(visitor, at), { ...form, decision: "accept" })).toEqual({
      kind: "stored",
    });
    return values;
  }

  test("a claim that was never sent in: with the consent everything is copied, and it can be edited", async () => {
    const it = await consented(f, {
      engagement: await open(),
      association: { mismatchReason: "renamed" },
    });
    await fill(it);
    await giveProof(f, it.claim);
    const { associationId, slug } = await renew(it, day(95));
    expect(slug).toBe(it.engagement.slug);
    expect(await roundOf(it)).toMatchObject({ end_reason: "delivery_expired" });
    const [round] = await f.sql("select * from associations where id = $1", [associationId]);
    expect(round).toMatchObject({
      origin: "claimed",
      renews_claim_id: it.claim.id,
      location_id: it.association.locationId,
      mismatch_reason: "renamed",
      consent_due_at: new Date("2026-07-13T22:00:00Z"),
    });
    expect(await events(it)).toContain("claim.renewed");

    const proposed = await consentAgain(it, associationId, day(97));
    expect(proposed).toMatchObject({
      firstName: "Zoë",
      email: it.request.contactEmail,
      partnerName: "Robin Jansen",
    });
    const next = await claimOf(f, associationId);
    expect(next).toMatchObject({
      renewsClaimId: it.claim.id,
      status: "editing",
      invoiceNumber: "42",
      invoiceAmount: "10.00",
      workshopFrom: "2026-03-12",
    });
    expect(await f.sql("select name from claim_documents where claim_id = $1", [next.id])).toEqual([
      { name: "invoice.pdf" },
    ]);
    // The log tells of the document once, with the claim to which it was handed in.
    const copied = await f.sql("select id from claim_documents where claim_id = $1", [next.id]);
    const wrong = await reading(f.system(), (tx) => compareFacts(tx));
    expect(wrong.filter(({ id }) => copied.some((one) => one.id === id))).toEqual([]);
    // The workshop may have been held since the first consent of all.
    await editClaim(
      f.ctx(it.company.admin, day(98)),
      editInput.parse({
        part: "invoice",
        number: String(next.number),
        version: String(next.version),
        workshopFrom: "2026-03-11",
      }),
    );
    expect(await code(submitClaim(f.ctx(it.company.admin, day(98)), { number: next.number }))).toBe(
      "claim_not_ready",
    );
    expect(await code(renew(it, day(98)))).toBe("already_renewed");
  });

  test("a claim that ran out after it was sent in: its round ends, and makes room", async () => {
    const it = await decided(f, "action_required", { engagement: await open() });
    const at = new Date(it.claim.reviewDueAt.getTime() + DAY);
    const { associationId } = await renew(it, at);
    expect(await roundOf(it)).toMatchObject({ end_reason: "claim_expired", ended_at: at });
    // The clock records what ran out, before or after.
    await endLapsedClaims(f.system(at));
    expect(await recordedStatus(f, it.claim.id)).toBe("post_submission_expired");
    // A server whose clock is late does not send the old claim in.
    const early = f.ctx(it.company.admin, new Date(it.claim.reviewDueAt.getTime() - 1));
    expect(await code(submitClaim(early, { number: it.claim.number }))).toMatch(
      /^claim_(expired|moved)$/,
    );
    await consentAgain(it, associationId, new Date(at.getTime() + DAY));
    expect(await claimOf(f, associationId)).toMatchObject({ renewsClaimId: it.claim.id });
  });

  test("a late server does not send in what was begun anew, though nobody recorded its end", async () => {
    const it = await decided(f, "action_required", { engagement: await open() });
    await renew(it, it.claim.reviewDueAt);
    const early = f.ctx(it.company.admin, new Date(it.claim.reviewDueAt.getTime() - 1));
    expect(await code(submitClaim(early, { number: it.claim.number }))).toBe("claim_expired");
  });

  test("twice, also at once: one round; after that one ran out, another", async () => {
    const it = await consented(f, { engagement: await open() });
    const rounds = await Promise.all([1, 2, 3].map(() => renew(it, day(95))));
    expect(new Set(rounds.map(({ associationId }) => associationId)).size).toBe(1);
    await endLapsed(f.system(day(130)));
    const again = await renew(it, day(130));
    expect(again.associationId).not.toBe(rounds[0]!.associationId);
  });

  test("only what ran out, when customer, workshop and location still allow it, and by nobody else", async () => {
    const running = await consented(f, { engagement: await open() });
    const rejected = await decided(f, "rejected", { engagement: await open() });
    expect(await code(renew(running, day(20)))).toBe("claim_moved");
    expect(await code(renew(rejected, day(60)))).toBe("claim_moved");

    const it = await consented(f, { engagement: await open() });
    for (const [actor, refusal] of await strangers(it))
      expect(await code(renew(it, day(95), actor))).toBe(refusal);
    await f.sql("update engagements set last_day_to_add = '2026-05-01' where id = $1", [
      it.engagement.id,
    ]);
    expect(await code(renew(it, day(95)))).toBe("renew_not_open");
    await f.sql("update engagements set last_day_to_add = null where id = $1", [it.engagement.id]);
    const rival = await f.partner();
    await endLapsed(f.system(day(95)));
    await consented(f, {
      company: rival,
      engagement: it.engagement,
      tenant: it.tenant,
      association: { createdAt: day(95), consentDueAt: day(125), requestedAt: day(95) },
      request: { sentAt: day(95), consentDueAt: day(125) },
      at: day(96),
    });
    expect(await code(renew(it, day(97)))).toBe("renew_consent");
    expect(await roundOf(it)).toMatchObject({ end_reason: "delivery_expired" });
  });
});
