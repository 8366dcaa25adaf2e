import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { reading, transaction, type Actor, type Ctx, type Operator } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { claimOf, disputed, inReview, submitted, type Consented } from "@/testing/claims";
import { programmeClaim } from "@/lib/views/claim/review";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { justIn } from "@/testing/just-in";
import { approveClaim } from "./approve-claim";
import { addWord } from "../../engagements/words/add-word";
import { listUses } from "../../engagements/words/queries";
import { removeWord } from "../../engagements/words/remove-word";
import { wordInput } from "../../engagements/words/schema";
import { askAction } from "./ask-action";
import { payClaim } from "./pay-claim";
import { rejectClaim } from "./reject-claim";
import { rejectFinally } from "./reject-finally";
import { startReview } from "./start-review";
import { takeOverReview } from "./take-over-review";

const f = fixture();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

const why = {
  reasons: [{ requirement: "invoice" as const, code: "customer_name_missing" as const }],
  comment: "The invoice does not name the customer.",
};

const events = async (claimId: string) =>
  (
    await f.sql<{ event: string }>(
      "select event from audit_log where subject_id = $1 order by seq",
      [claimId],
    )
  ).map(({ event }) => event);
const mails = (template: string, { company }: Consented) =>
  f.sql<{ recipient: string; language: string; variables: Record<string, unknown> }>(
    "select recipient, language, variables from emails where template = $1 and partner_id = $2 order by recipient",
    [template, company.id],
  );
const reviews = (it: Consented) =>
  f.sql<{ decision: string }>(
    "select decision, reasons, comment, reviewer_id, reviewer_name, submitted_at, decided_at from claim_reviews where claim_id = $1 order by decided_at",
    [it.claim.id],
  );
const refusalOf = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error("it was not refused", { cause: error });
  return error.errors[0];
};

type Verb = (ctx: Ctx, number: number) => Promise<void>;
const verbs: [string, Verb][] = [
  ["startReview", (ctx, number) => startReview(ctx, { number })],
  ["takeOverReview", (ctx, number) => takeOverReview(ctx, { number })],
  ["askAction", (ctx, number) => askAction(ctx, { number, ...why })],
  ["approveClaim", (ctx, number) => approveClaim(ctx, { number })],
  ["rejectClaim", (ctx, number) => rejectClaim(ctx, { number, ...why })],
  ["rejectFinally", (ctx, number) => rejectFinally(ctx, { number, ...why })],
  ["payClaim", (ctx, number) => payClaim(justIn(ctx), { number, paymentReference: "PAY-0" })],
];

describe.each(verbs)("%s", (_, act) => {
  test("is for the programme's staff alone", async () => {
    const it = await submitted(f);
    for (const actor of [it.company.admin, f.system().actor] satisfies Actor[])
      await expect(act(f.ctx(actor), it.claim.number)).rejects.toThrow("forbidden");
  });

  test("finds no claim with a number that nobody has", async () => {
    await expect(act(f.ctx(await f.operator()), 1_000_000)).rejects.toThrow("not_found");
  });

  test("W12 is not for somebody who belongs to the claim's company", async () => {
    const it = await submitted(f);
    const own = await f.operator({ companies: [it.company.id] });
    await expect(act(f.ctx(own), it.claim.number)).rejects.toThrow("own_company");
    expect(await claimOf(f, it.association.id)).toEqual(it.claim);
  });

  test("W12 nor at the database: row-level security alone lets them change nothing", async () => {
    const it = await inReview(f);
    const own = await f.operator({ companies: [it.company.id] });
    const unaware = { ...own, companies: [] };
    await expect(act(f.ctx(unaware, it.at), it.claim.number)).rejects.toThrow("not_found");
    await expect(
      f.db.transaction(f.scope(own), (db) =>
        db.execute(
          `insert into claim_reviews (partner_id, claim_id, submitted_at, decision, reasons, comment, reviewer_id, reviewer_name, decided_at)
           select partner_id, id, submitted_at, 'approved', '[]', '', '${own.userId}', '${own.name}', now() from workshop_claims where id = '${it.claim.id}'`,
        ),
      ),
    ).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/row-level security/) as unknown },
    });
    expect(await claimOf(f, it.association.id)).toEqual(it.claim);
  });

  test("refuses a claim that is edited still", async () => {
    const it = await inReview(f);
    await askAction(f.ctx(it.reviewer, it.at), { number: it.claim.number, ...why });
    await expect(act(f.ctx(it.reviewer, it.at), it.claim.number)).rejects.toThrow("claim_moved");
  });
});

describe("taking a claim in hand", () => {
  test("W12 the reviewer and since when are kept; the second one is told who has it", async () => {
    const it = await submitted(f);
    const [amara, jonas] = [await f.operator({ name: "Amara" }), await f.operator()];
    const { number, version } = it.claim;
    await startReview(f.ctx(amara, f.now), { number, version });
    expect(await claimOf(f, it.association.id)).toMatchObject({
      status: "under_review",
      reviewerId: amara.userId,
      reviewerSince: f.now,
    });
    expect(await events(it.claim.id)).toEqual(["claim.submitted", "claim.review_started"]);
    await startReview(f.ctx(amara, later(f.now, HOUR)), { number, version });
    expect(await events(it.claim.id)).toHaveLength(2);
    expect(await refusalOf(startReview(f.ctx(jonas), { number, version }))).toEqual({
      field: "",
      code: "under_review_by",
      params: { name: "Amara", since: f.now.toISOString() },
    });
  });

  test("two at once: one has it, the other is told", async () => {
    const staff = [await f.operator(), await f.operator()];
    for (let n = 0; n < 10; n++) {
      const { claim, association } = await submitted(f);
      const { number, version } = claim;
      const tried = await Promise.allSettled(
        staff.map((one) => startReview(f.ctx(one), { number, version })),
      );
      const winners = staff.filter((_, at) => tried[at]?.status === "fulfilled");
      expect(winners).toHaveLength(1);
      expect((await claimOf(f, association.id)).reviewerId).toBe(winners[0]?.userId);
    }
  });

  test("only who holds it decides; taking over is recorded, and turns that around", async () => {
    const it = await inReview(f);
    const other = await f.operator();
    const { number } = it.claim;
    for (const decide of [
      () => approveClaim(f.ctx(other, it.at), { number }),
      () => rejectClaim(f.ctx(other, it.at), { number, ...why }),
      () => askAction(f.ctx(other, it.at), { number, ...why }),
    ])
      await expect(decide()).rejects.toThrow("under_review_by");
    await takeOverReview(f.ctx(other, it.at), { number, version: it.claim.version });
    expect(
      await f.sql(
        "select data from audit_log where event = 'claim.review_taken_over' and subject_id = $1",
        [it.claim.id],
      ),
    ).toEqual([{ data: { number, from: it.reviewer.userId } }]);
    await expect(approveClaim(f.ctx(it.reviewer, it.at), { number })).rejects.toThrow(
      "under_review_by",
    );
    await approveClaim(f.ctx(other, it.at), { number });
    expect(await reviews(it)).toMatchObject([{ decision: "approved", reviewer_id: other.userId }]);
  });

  test("nobody decides before somebody has it in review", async () => {
    const it = await submitted(f);
    const one = await f.operator();
    await expect(approveClaim(f.ctx(one), { number: it.claim.number })).rejects.toThrow(
      "claim_moved",
    );
  });

  test.each(verbs.filter(([name]) => name !== "startReview" && name !== "payClaim"))(
    "%s tells when somebody changed the claim meanwhile",
    async (name) => {
      const it = await inReview(f);
      const input = { number: it.claim.number, version: it.claim.version - 1, ...why };
      const act = { takeOverReview, askAction, approveClaim, rejectClaim, rejectFinally }[name];
      await expect(act!(f.ctx(it.reviewer, it.at), input)).rejects.toThrow("claim_changed");
    },
  );
});

describe("deciding", () => {
  test("W12 ask: the reasons are kept, the partner is told, in their language, until when", async () => {
    const it = await inReview(f);
    await f.sql("update users set locale = 'nl' where id = $1", [it.company.admin.userId]);
    await askAction(f.ctx(it.reviewer, it.at), { number: it.claim.number, ...why });
    const claim = await claimOf(f, it.association.id);
    expect(claim).toMatchObject({ status: "action_required", statusAt: it.at });
    expect(claim.reviewDueAt).toEqual(it.claim.reviewDueAt);
    expect(await reviews(it)).toEqual([
      {
        decision: "action_required",
        ...why,
        reviewer_id: it.reviewer.userId,
        reviewer_name: it.reviewer.name,
        submitted_at: it.claim.submittedAt,
        decided_at: it.at,
      },
    ]);
    const told = await mails("claim-decision", it);
    expect(told.map(({ recipient, language }) => [recipient, language])).toEqual(
      [
        [it.company.admin.email, "nl"],
        ["robin@partner.example", "nl"],
      ].sort(),
    );
    expect(told[0]?.variables).toMatchObject({
      decision: "action_required",
      comment: why.comment,
      reasons: [
        {
          words: { en: "The name of the customer is missing" },
          label: { en: "Invoice", nl: "Factuur" },
        },
      ],
      claimNumber: String(it.claim.number),
      tenantName: it.tenant.name,
      dueAt: it.claim.reviewDueAt.toISOString(),
    });
    expect(await events(it.claim.id)).toContain("claim.action_asked");
  });

  test("W14 approve: it is to be paid, and nothing is left to do for the partner", async () => {
    const it = await inReview(f);
    await approveClaim(f.ctx(it.reviewer, it.at), { number: it.claim.number, comment: "Fine." });
    expect(await claimOf(f, it.association.id)).toMatchObject({
      status: "approved",
      approvedAt: it.at,
    });
    const [mail] = await mails("claim-decision", it);
    expect(mail?.variables).toMatchObject({
      decision: "approved",
      reasons: [],
      dueAt: null,
      comment: "Fine.",
    });
  });

  test("W13 reject: the days to dispute it are counted from now, at the location (D9)", async () => {
    const it = await inReview(f);
    const at = new Date("2026-03-27T23:30:00Z");
    await rejectClaim(f.ctx(it.reviewer, at), { number: it.claim.number, ...why });
    const claim = await claimOf(f, it.association.id);
    expect(claim).toMatchObject({ status: "rejected", rejectedAt: at });
    // In Amsterdam it is the 28th already; 30 days later is 27 April, in summer time.
    expect(claim.disputeDueAt?.toISOString()).toBe("2026-04-27T22:00:00.000Z");
    const [mail] = await mails("claim-decision", it);
    expect(mail?.variables).toMatchObject({ dueAt: "2026-04-27T22:00:00.000Z" });
  });

  test("W13 a dispute is decided for good by who takes it over, or by the same reviewer", async () => {
    const one = await disputed(f);
    const other = await f.operator();
    const { number } = one.claim;
    await expect(rejectFinally(f.ctx(other, one.at), { number, ...why })).rejects.toThrow(
      "under_review_by",
    );
    await takeOverReview(f.ctx(other, one.at), { number });
    await rejectFinally(f.ctx(other, one.at), { number, ...why });
    expect(await claimOf(f, one.association.id)).toMatchObject({ status: "rejected_final" });
    expect((await reviews(one)).map(({ decision }) => decision)).toEqual([
      "rejected",
      "rejected_final",
    ]);
    const two = await disputed(f);
    await approveClaim(f.ctx(two.reviewer, two.at), { number: two.claim.number });
    expect(await claimOf(f, two.association.id)).toMatchObject({ status: "approved" });
  });

  test("W13 a rejection is final only after a dispute, and there is one dispute", async () => {
    const it = await inReview(f);
    const { number } = it.claim;
    await expect(rejectFinally(f.ctx(it.reviewer, it.at), { number, ...why })).rejects.toThrow(
      "claim_moved",
    );
    const contested = await disputed(f);
    for (const act of [rejectClaim, askAction])
      await expect(
        act(f.ctx(contested.reviewer, contested.at), { number: contested.claim.number, ...why }),
      ).rejects.toThrow("claim_moved");
  });

  test("reasons are about what the claim requires", async () => {
    const it = await inReview(f);
    for (const [requirement, code] of [
      ["partner_survey", "wrong_person"],
      ["invoice", "wrong_person"],
      ["invoice", "made_up"],
    ] as const) {
      const reasons = [{ requirement, code }];
      await expect(
        rejectClaim(f.ctx(it.reviewer, it.at), { number: it.claim.number, reasons, comment: "x" }),
      ).rejects.toThrow("required_reasons");
    }
  });

  test("nobody whose account was closed gets the e-mail", async () => {
    const it = await inReview(f);
    await f.sql("update users set disabled_at = now() where id = $1", [it.company.admin.userId]);
    await approveClaim(f.ctx(it.reviewer, it.at), { number: it.claim.number });
    expect((await mails("claim-decision", it)).map(({ recipient }) => recipient)).toEqual([
      "robin@partner.example",
    ]);
  });
});

describe("paying", () => {
  const approved = async () => {
    const it = await inReview(f);
    await approveClaim(f.ctx(it.reviewer, it.at), { number: it.claim.number });
    return { ...it, claim: await claimOf(f, it.association.id) };
  };

  test("W14 with a reference, by anybody of the programme; the partner is told", async () => {
    const it = await approved();
    const payer = await f.operator();
    const { number, version } = it.claim;
    await payClaim(justIn(f.ctx(payer, it.at)), { number, version, paymentReference: "PAY-1" });
    expect(await claimOf(f, it.association.id)).toMatchObject({
      status: "paid",
      paidAt: it.at,
      paymentReference: "PAY-1",
    });
    const told = await mails("claim-paid", it);
    expect(told).toHaveLength(2);
    expect(told[0]?.variables).toMatchObject({ paymentReference: "PAY-1" });
    expect(await events(it.claim.id)).toContain("claim.paid");
  });

  test("U13 by somebody who proved just now who they are", async () => {
    const it = await approved();
    const { number } = it.claim;
    const pay = (minutesAgo: number) => {
      const ctx = f.ctx(it.reviewer, it.at);
      const signedInAt = new Date(it.at.getTime() - minutesAgo * 60_000);
      const actor = { ...ctx.actor, signedInAt };
      return payClaim({ ...ctx, actor }, { number, paymentReference: "PAY-13" });
    };
    await expect(pay(15.1)).rejects.toThrow("sign_in_again");
    expect(await claimOf(f, it.association.id)).toMatchObject({ status: "approved" });
    await pay(14.9);
    expect(await claimOf(f, it.association.id)).toMatchObject({ status: "paid" });
  });

  test("P6 who approved a claim pays it only where the settings let them; the database says so too", async () => {
    const it = await approved();
    const { number, version } = it.claim;
    const pay = (who: Operator) =>
      payClaim(justIn(f.ctx(who, it.at)), { number, version, paymentReference: "PAY-6" });
    await f.sql("update programme set approver_pays = false");
    try {
      await expect(pay(it.reviewer)).rejects.toThrow("own_approval");
      await expect(
        transaction(f.ctx(it.reviewer, it.at), (tx) =>
          tx.db
            .update(workshopClaims)
            .set({ status: "paid", statusAt: it.at, paidAt: it.at, paymentReference: "PAY-6" })
            .where(eq(workshopClaims.id, it.claim.id)),
        ),
      ).rejects.toMatchObject({ cause: { constraint: "workshop_claims_separate_payer" } });
      const seen = (who: Operator) =>
        reading(f.ctx(who, it.at), (tx) =>
          programmeClaim(tx, { claimNumber: String(number), search: {} }),
        );
      expect(await seen(it.reviewer)).toMatchObject({ mayDo: [], ownApproval: true });
      const payer = await f.operator({ roles: ["payments"] });
      expect(await seen(payer)).toMatchObject({ mayDo: ["pay"], ownApproval: false });
      expect(await seen(await f.operator({ roles: ["reader"] }))).toMatchObject({ mayDo: [] });
      await pay(payer);
    } finally {
      await f.sql("update programme set approver_pays = true");
    }
    expect(await claimOf(f, it.association.id)).toMatchObject({ status: "paid" });
  });

  test("W14 a reference pays one claim, also when two are paid at once", async () => {
    const [one, two, three] = [await approved(), await approved(), await approved()];
    const pay = (it: Consented, paymentReference: string) =>
      payClaim(justIn(f.ctx(one.reviewer, one.at)), { number: it.claim.number, paymentReference });
    const tried = await Promise.allSettled([pay(one, "PAY-2"), pay(two, "PAY-2")]);
    expect(tried.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(pay(three, "PAY-2")).rejects.toThrow("payment_reference_used");
    await expect(pay(one, "PAY-3").then(() => pay(two, "PAY-3"))).rejects.toThrow("claim_moved");
    const [paid] = await f.sql(
      "select count(*)::int as n from workshop_claims where payment_reference = 'PAY-2'",
    );
    expect(paid).toEqual({ n: 1 });
  });
});

describe("D17 the partner's clock", () => {
  const still = async (submitAt: Date) => {
    const engagement = await f.engagement({ clockStandsStill: true });
    return inReview(f, { engagement, submitAt });
  };

  test("stands still: the days that we held the claim are given back", async () => {
    const it = await still(new Date("2026-03-20T23:30:00Z"));
    expect(it.claim.reviewDueAt.toISOString()).toBe("2026-07-09T22:00:00.000Z");
    // Held from 21 March to 4 April in Amsterdam: 14 days.
    const at = new Date("2026-04-04T00:10:00+02:00");
    await askAction(f.ctx(it.reviewer, at), { number: it.claim.number, ...why });
    const claim = await claimOf(f, it.association.id);
    expect(claim.reviewDueAt.toISOString()).toBe("2026-07-23T22:00:00.000Z");
  });

  test("stands still: the partner has days left even when we were very late", async () => {
    const it = await still(new Date("2026-03-20T10:00:00Z"));
    const at = new Date("2026-12-01T10:00:00Z");
    await askAction(f.ctx(it.reviewer, at), { number: it.claim.number, ...why });
    const { reviewDueAt } = await claimOf(f, it.association.id);
    expect(reviewDueAt.getTime()).toBeGreaterThan(at.getTime());
  });

  test("runs on: once it is over, nothing can be asked; approve or reject still can", async () => {
    const it = await inReview(f);
    const over = it.claim.reviewDueAt;
    await expect(
      askAction(f.ctx(it.reviewer, over), { number: it.claim.number, ...why }),
    ).rejects.toThrow("review_time_over");
    await rejectClaim(f.ctx(it.reviewer, over), { number: it.claim.number, ...why });
    const two = await inReview(f);
    await askAction(f.ctx(two.reviewer, new Date(two.claim.reviewDueAt.getTime() - 1)), {
      number: two.claim.number,
      ...why,
    });
  });

  test("a claim in our hands never runs out by itself", async () => {
    const it = await inReview(f);
    const at = later(it.claim.reviewDueAt, 400 * DAY);
    await f.sql("select end_lapsed(null, null, $1)", [at]);
    await approveClaim(f.ctx(it.reviewer, at), { number: it.claim.number });
    expect(await claimOf(f, it.association.id)).toMatchObject({ status: "approved" });
  });
});

test("W12 a reason of reviews is about what there is, and stays once a partner was told it", async () => {
  const editor = f.ctx(await f.operator({ roles: ["catalogue_editor"] }));
  const [of, key] = ["review-reasons", `reason-${randomUUID()}`] as const;
  const word = (about: string | string[]) =>
    wordInput.parse({ of, key, labelEn: "Odd", labelNl: "Vreemd", about });
  expect(await refusedWith(addWord(editor, word("drawings")))).toBe("unknown_about");
  await addWord(editor, word(["invoice", "general"]));
  const it = await inReview(f);
  const reasons = [{ requirement: "general", code: key }];
  await askAction(f.ctx(it.reviewer, it.at), { number: it.claim.number, reasons, comment: "Look" });
  expect(await transaction(editor, (tx) => listUses(tx, { of, key }))).toEqual([
    { kind: "claims", slug: null },
  ]);
  expect(await refusedWith(removeWord(editor, { of, key }))).toBe("word_used");
  const mails = await f.sql<{ reasons: unknown }>(
    "select variables -> 'reasons' as reasons from emails where template = 'claim-decision' and variables ->> 'claimNumber' = $1",
    [String(it.claim.number)],
  );
  expect(mails[0]?.reasons).toEqual([{ words: { en: "Odd", nl: "Vreemd" }, label: null }]);
});
