import { and, eq } from "drizzle-orm";
import type { Scope } from "@/db/client";
import {
  associations,
  claimComments,
  claimReviews,
  claimSurveys,
  workshopClaims,
} from "@/db/schema";
import { databaseError } from "@/lib/errors";
import type { Mover } from "@/lib/claims/rules";
import { consented, giveProof, submitted, surveyVisitor, type Consented } from "@/testing/claims";
import { reviewOf } from "@/testing/claim-walk";
import { deadline } from "@/lib/time/deadline";
import { fixture } from "@/testing/fixture";

/** What the database refuses of claims by itself, attacked as the role that would have to break it. */
const f = fixture();

/** The constraint that refused; undefined when nothing did. */
async function refused(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    const found = databaseError(error);
    if (found?.code === "42501") return "row-level security";
    if (!found) throw error;
    return found.constraint ?? found.code;
  }
}

function scopeOf(mover: Exclude<Mover, "operator" | "bank">, it: Consented): Scope {
  switch (mover) {
    case "partner":
      return f.scope(it.company.admin);
    case "customer":
      return f.scope(it.visitor);
    case "clock":
      return { actor: "system" };
  }
}

const set = (it: Consented, scope: Scope, values: Partial<typeof workshopClaims.$inferInsert>) =>
  f.db.transaction(scope, (db) =>
    db
      .update(workshopClaims)
      .set(values)
      .where(eq(workshopClaims.id, it.claim.id))
      .returning({ id: workshopClaims.id }),
  );

describe("a claim", () => {
  test("begins in editing", async () => {
    const it = await consented(f);
    const { id, dueAt, ...row } = it.claim;
    expect(id).not.toBe(dueAt);
    const copy = { ...row, number: 9_999_999, status: "approved" as const, approvedAt: f.now };
    expect(
      await refused(
        f.db.transaction({ actor: "system" }, (db) => db.insert(workshopClaims).values(copy)),
      ),
    ).toBe("workshop_claims_begin");
  });

  test("keeps its facts: payout, proof, clocks, whose it is (D9, D16)", async () => {
    const it = await consented(f);
    const later = new Date(it.claim.deliveryDueAt.getTime() + 86_400_000);
    for (const values of [
      { payoutMinor: 1_000_000, currency: "USD" },
      { requires: [] },
      { deliveryDueAt: later },
      { disputeDays: 300 },
      { clockStandsStill: true },
    ]) {
      expect([values, await refused(set(it, scopeOf("partner", it), values))]).toEqual([
        values,
        "workshop_claims_facts_stay",
      ]);
    }
    expect(await refused(set(it, scopeOf("partner", it), { number: 9_876_543 }))).toBeDefined();
    expect(await refused(set(it, scopeOf("partner", it), { reviewDueAt: later }))).toBe(
      "workshop_claims_clock_stays",
    );
  });

  test("is not sent in without its proof, nor without its association, nor the reverse (W11)", async () => {
    const it = await consented(f);
    const partner = scopeOf("partner", it);
    const facts = {
      status: "submitted",
      submittedAt: f.now,
      submittedBy: it.company.admin.userId,
    } as const;
    expect(await refused(set(it, partner, facts))).toBe("workshop_claims_ready");
    await giveProof(f, it.claim);
    expect(await refused(set(it, partner, facts))).toBe("workshop_claims_ready");
    expect(
      await refused(
        f.db.transaction(partner, (db) =>
          db
            .update(associations)
            .set({ submittedAt: new Date(f.now.getTime() + 2 * 86_400_000) })
            .where(eq(associations.id, it.association.id)),
        ),
      ),
    ).toBe("associations_submit_with_claim");
  });

  test("is not edited once it was sent in, and each change counts (W9)", async () => {
    const it = await submitted(f);
    expect(await refused(set(it, scopeOf("partner", it), { invoiceNumber: "7" }))).toBe(
      "workshop_claims_closed",
    );
    expect(
      await refused(set(it, scopeOf("partner", it), { friendlyName: "Ours" })),
    ).toBeUndefined();
    const [row] = await f.sql<{ version: number }>(
      "select version from workshop_claims where id = $1",
      [it.claim.id],
    );
    expect(row?.version).toBe(it.claim.version + 1);
  });

  test("keeps the customer contact that has answered (W9)", async () => {
    const engagement = await f.engagement({
      poe: [{ kind: "customer_survey" }],
    });
    const it = await consented(f, { engagement });
    expect(await refused(set(it, scopeOf("partner", it), { contactTitle: "CIO" }))).toBeUndefined();
    await giveProof(f, it.claim);
    expect(await refused(set(it, scopeOf("partner", it), { contactTitle: "CEO" }))).toBe(
      "workshop_claims_contact_locked",
    );
  });

  test.each([
    ["workshop_claims_expired_late", { status: "not_submitted_expired" }],
    ["workshop_claims_dates_in_order", { workshopFrom: "2026-05-02", workshopUntil: "2026-05-01" }],
    ["workshop_claims_invoice_whole", { invoiceAmount: "100.00" }],
    ["workshop_claims_number", null],
  ] as const)("refuses what cannot be: %s", async (constraint, values) => {
    const it = await consented(f);
    if (values) {
      const mover = "status" in values ? "clock" : "partner";
      expect(await refused(set(it, scopeOf(mover, it), values))).toBe(constraint);
      return;
    }
    const { id, dueAt, ...row } = it.claim;
    expect(id).not.toBe(dueAt);
    expect(
      await refused(
        f.db.transaction({ actor: "system" }, (db) =>
          db.insert(workshopClaims).values({ ...row, number: 999_999 }),
        ),
      ),
    ).toBe(constraint);
  });

  test("is not reviewed by nobody, not paid without a reference, not disputed late", async () => {
    const it = await submitted(f);
    const operator = await f.operator();
    const staff = f.scope(operator);
    expect(await refused(set(it, staff, { status: "under_review" }))).toBe(
      "workshop_claims_reviewer_whole",
    );
    await set(it, staff, {
      status: "under_review",
      reviewerId: operator.userId,
      reviewerSince: f.now,
    });
    expect(await refused(set(it, staff, { status: "approved" }))).toBe(
      "workshop_claims_paid_whole",
    );
    const disputeDueAt = deadline(f.now, it.claim.disputeDays, it.claim.timeZone);
    expect(await refused(set(it, staff, { status: "rejected", disputeDueAt }))).toBe(
      "workshop_claims_rejected_whole",
    );
    const unreasoned = set(it, staff, { status: "rejected", rejectedAt: f.now, disputeDueAt });
    expect(await refused(unreasoned)).toBe("claim_reviews_decide");
    await f.db.transaction(staff, async (db) => {
      const [moved] = await db
        .update(workshopClaims)
        .set({ status: "rejected", statusAt: f.now, rejectedAt: f.now, disputeDueAt })
        .where(eq(workshopClaims.id, it.claim.id))
        .returning();
      await db.insert(claimReviews).values(reviewOf(moved!, "rejected", operator));
    });
    expect(
      await refused(
        set(it, scopeOf("partner", it), { status: "disputed", disputedAt: disputeDueAt }),
      ),
    ).toBe("workshop_claims_dispute_in_time");
  });
});

describe("what belongs to a claim", () => {
  test("proof stays as it was sent in", async () => {
    const it = await submitted(f);
    expect(await refused(giveProof(f, it.claim))).toBe("claim_documents_claim_open");
    expect(
      await refused(
        f.sql(
          "update claim_documents set removed_at = now(), removed_by = uploaded_by where claim_id = $1",
          [it.claim.id],
        ),
      ),
    ).toBe("claim_documents_claim_open");
  });

  test("a document's facts never change, and ten are the most", async () => {
    const it = await consented(f);
    await giveProof(f, it.claim);
    expect(
      await refused(
        f.sql("update claim_documents set name = 'other.pdf' where claim_id = $1", [it.claim.id]),
      ),
    ).toBe("claim_documents_facts_stay");
    expect(await refused(giveProof(f, it.claim))).toBe("claim_documents_place");
    for (const [column, value, constraint] of [
      ["place", "11", "claim_documents_places"],
      ["size", "10485761", "claim_documents_size"],
      ["name", "'../x'", "claim_documents_name"],
      ["name", "E'a\\\\b'", "claim_documents_name"],
      ["sha256", "'\\x00'", "claim_documents_hash"],
    ]) {
      const columns =
        "partner_id, claim_id, requirement, media_type, uploaded_at, uploaded_by, place, size, name, sha256".split(
          ", ",
        );
      const given = columns.map((name) =>
        name === column ? value : name === "place" ? "2" : name,
      );
      const sql = `insert into claim_documents (${columns.join(", ")}) select ${given.join(", ")} from claim_documents where claim_id = $1`;
      expect([column, value, await refused(f.sql(sql, [it.claim.id]))]).toEqual([
        column,
        value,
        constraint,
      ]);
    }
  });

  test("a customer survey is answered by its link alone, never by the partner (W6)", async () => {
    const it = await consented(f);
    const partner = scopeOf("partner", it);
    const [survey] = await f.db.transaction(partner, (db) =>
      db
        .insert(claimSurveys)
        .values({
          partnerId: it.claim.partnerId,
          claimId: it.claim.id,
          kind: "customer",
          recipientName: "Zoë de Vries",
          recipientEmail: it.claim.contactEmail,
          language: "nl",
          questions: [],
          createdAt: f.now,
          createdBy: it.company.admin.userId,
        })
        .returning(),
    );
    const answer = (scope: Scope) =>
      f.db.transaction(scope, (db) =>
        db
          .update(claimSurveys)
          .set({ answeredAt: f.now, answeredName: "Zoë", answers: {} })
          .where(eq(claimSurveys.id, survey!.id))
          .returning(),
      );
    expect(await refused(answer(partner))).toBe("claim_surveys_own_answer");
    expect(await refused(answer({ actor: "system" }))).toBe("claim_surveys_own_answer");
    const asked = f.scope(await surveyVisitor(f, it.claim.partnerId, survey!.id));
    expect(await answer(f.scope(it.visitor))).toEqual([]);
    expect(await answer(asked)).toHaveLength(1);
    expect(await refused(answer(asked))).toBe("claim_surveys_facts_stay");
  });

  test("one live survey of a kind, and an answered one is not replaced (W8, W9)", async () => {
    const engagement = await f.engagement({ poe: [{ kind: "partner_survey" }] });
    const it = await consented(f, { engagement });
    await giveProof(f, it.claim);
    expect(
      await refused(
        f.sql("update claim_surveys set replaced_at = now() where claim_id = $1", [it.claim.id]),
      ),
    ).toBe("claim_surveys_facts_stay");
    expect(
      await refused(
        f.sql(
          `insert into claim_surveys (partner_id, claim_id, kind, recipient_name, recipient_email, language, questions, created_at, created_by)
           select partner_id, claim_id, kind, recipient_name, recipient_email, language, questions, created_at, created_by
           from claim_surveys where claim_id = $1`,
          [it.claim.id],
        ),
      ),
    ).toBe("claim_surveys_one_live");
  });

  test("only staff decide, in their own name, and never about their own company (W12)", async () => {
    const it = await submitted(f);
    const operator = await f.operator();
    const insider = await f.operator({ companies: [it.company.id] });
    const decide = (scope: Scope, { userId: reviewerId, name: reviewerName }: typeof operator) =>
      refused(
        f.db.transaction(scope, (db) =>
          db.insert(claimReviews).values({
            partnerId: it.claim.partnerId,
            claimId: it.claim.id,
            submittedAt: f.now,
            decision: "approved",
            reasons: [],
            comment: "",
            reviewerId,
            reviewerName,
            decidedAt: f.now,
          }),
        ),
      );
    const partner = { ...operator, ...it.company.admin, kind: operator.kind };
    expect(await decide(scopeOf("partner", it), partner)).toBe("row-level security");
    expect(await decide({ actor: "system" }, operator)).toBe("row-level security");
    expect(await decide(f.scope(operator), insider)).toBe("claim_reviews_said");
    expect(await decide(f.scope(insider), insider)).toBe("row-level security");
    expect(await decide(f.scope(operator), operator)).toBe("claim_reviews_decide");
    const values = { status: "under_review", reviewerSince: f.now } as const;
    expect(await set(it, f.scope(insider), { ...values, reviewerId: insider.userId })).toEqual([]);
    expect(
      await set(it, f.scope(operator), { ...values, reviewerId: operator.userId }),
    ).toHaveLength(1);
  });

  test("a comment is written in one's own name, answers the same claim, and stays (W10)", async () => {
    const [it, other] = [await consented(f), await consented(f)];
    const write = (
      values: Partial<typeof claimComments.$inferInsert>,
      scope = scopeOf("partner", it),
    ) =>
      f.db.transaction(scope, (db) =>
        db
          .insert(claimComments)
          .values({
            partnerId: it.claim.partnerId,
            claimId: it.claim.id,
            authorKind: "partner",
            authorId: it.company.admin.userId,
            authorName: it.company.admin.name,
            body: "Please look",
            createdAt: f.now,
            ...values,
          })
          .returning(),
      );
    const [first] = await write({});
    expect(await refused(write({ parentId: first!.id }))).toBeUndefined();
    expect(await refused(write({ body: "  " }))).toBe("claim_comments_not_empty");
    expect(await refused(write({ authorKind: "operator" }))).toBe("row-level security");
    const { userId: authorId, name: authorName } = other.company.admin;
    expect(await refused(write({ authorId }))).toBe("claim_comments_said");
    expect(await refused(write({}, scopeOf("partner", other)))).toBe("claim_comments_said");
    expect(await refused(write({ authorId, authorName }, scopeOf("partner", other)))).toBe(
      "row-level security",
    );
    const elsewhere = {
      partnerId: other.claim.partnerId,
      claimId: other.claim.id,
      authorId,
      authorName,
    };
    expect(
      await refused(write({ ...elsewhere, parentId: first!.id }, scopeOf("partner", other))),
    ).toBe("claim_comments_answers_same_claim");
    expect(
      await refused(
        f.db.transaction(scopeOf("partner", it), (db) =>
          db
            .update(claimComments)
            .set({ body: "Never mind" })
            .where(eq(claimComments.id, first!.id)),
        ),
      ),
    ).toBe("row-level security");
  });

  test("nobody sees another company's claims, or another location's, in any of the tables", async () => {
    const company = await f.partner({ locations: [{}, {}] });
    const it = await submitted(f, { company });
    const rival = await submitted(f);
    const tables = [
      "workshop_claims",
      "claim_documents",
      "claim_reviews",
      "claim_comments",
      "claim_surveys",
    ];
    const clerk = await f.user(company, {
      grants: [{ role: "incentives_user", locationId: company.locations[1]!.id }],
    });
    const elsewhere = f.scope(clerk);
    for (const table of tables) {
      for (const [scope, partnerId] of [
        [scopeOf("partner", it), rival.company.id],
        [elsewhere, company.id],
      ] as const) {
        const seen = await f.db.transaction(scope, (db) =>
          db.execute(`select 1 from ${table} where partner_id = '${partnerId}'`),
        );
        expect([table, seen.rowCount]).toEqual([table, 0]);
      }
    }
    const own = await f.db.transaction(scopeOf("partner", it), (db) =>
      db
        .select()
        .from(workshopClaims)
        .where(and(eq(workshopClaims.partnerId, company.id))),
    );
    expect(own).toHaveLength(1);
  });
});
