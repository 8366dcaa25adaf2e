import { randomBytes, randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { claimDocuments, claimSurveys, workshopClaims } from "@/db/schema";
import { decide } from "@/lib/consent/decide";
import { getAskedRequest } from "@/lib/consent/queries";
import { rejectClaim } from "@/lib/claims/review/reject-claim";
import { startReview } from "@/lib/claims/review/start-review";
import { submitClaim } from "@/lib/claims/submit-claim";
import { transaction, type Operator } from "@/lib/ctx";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { ask, type Asked } from "./asked";
import type { fixture } from "./fixture";
import { asAdmin } from "./server";

type Fixture = ReturnType<typeof fixture>;
export type Claim = typeof workshopClaims.$inferSelect;
export type Consented = Asked & { claim: Claim };

/** A customer who consented a day after being asked: the claim is being edited. */
export async function consented(
  f: Fixture,
  options: Parameters<typeof ask>[1] & { at?: Date } = {},
): Promise<Consented> {
  const asked = await ask(f, options);
  const at = options.at ?? new Date(asked.association.createdAt.getTime() + 86_400_000);
  await transaction(f.ctx(asked.visitor, at), async (tx) =>
    decide(tx, await getAskedRequest(tx), {
      decision: "accept",
      fullName: "Zoë de Vries",
      reason: "",
      language: "nl",
      confirmedByCode: false,
    }),
  );
  return { ...asked, claim: await claimOf(f, asked.association.id) };
}

/** What an engagement pays, in every band and in whole dollars (D16). */
export async function paying(f: Fixture, engagementId: string, amount = 4_000): Promise<void> {
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select $1, band, '2020-01-01', $2 from unnest('{A,B,C}'::text[]) band`,
    [engagementId, amount * 100],
  );
}

/** The claim of an association, as it is now. */
export async function claimOf(f: Fixture, associationId: string): Promise<Claim> {
  return f.db.transaction({ actor: "system" }, async (db) => {
    const [claim] = await db
      .select()
      .from(workshopClaims)
      .where(eq(workshopClaims.associationId, associationId));
    if (!claim) throw new Error("there is no claim");
    return claim;
  });
}

/** Everything that the claim requires: a document of each kind, and both surveys answered. */
export async function giveProof(f: Fixture, { id, partnerId, requires }: Claim): Promise<void> {
  const createdBy = await f.db.transaction({ actor: "system" }, async (db) => {
    const [claim] = await db
      .select({ by: workshopClaims.submittedBy })
      .from(workshopClaims)
      .where(eq(workshopClaims.id, id));
    return claim?.by ?? (await someone(f, partnerId));
  });
  for (const [index, requirement] of requires.entries()) {
    if (requirement === "partner_survey" || requirement === "customer_survey") {
      await answerSurvey(
        f,
        { id, partnerId, createdBy },
        requirement === "partner_survey" ? "partner" : "customer",
      );
    } else {
      await f.db.transaction({ actor: "system" }, (db) =>
        db.insert(claimDocuments).values({
          partnerId,
          claimId: id,
          requirement,
          place: index + 1,
          name: `${requirement}.pdf`,
          mediaType: "application/pdf",
          size: 1_000,
          sha256: randomBytes(32),
          uploadedAt: f.now,
          uploadedBy: createdBy,
        }),
      );
    }
  }
}

async function answerSurvey(
  f: Fixture,
  claim: { id: string; partnerId: string; createdBy: string },
  kind: "partner" | "customer",
): Promise<void> {
  const surveyId = await f.db.transaction({ actor: "system" }, async (db) => {
    const live = and(
      eq(claimSurveys.claimId, claim.id),
      eq(claimSurveys.kind, kind),
      isNull(claimSurveys.replacedAt),
    );
    const [found] = await db.select().from(claimSurveys).where(live);
    if (found) return found.id;
    const [survey] = await db
      .insert(claimSurveys)
      .values({
        partnerId: claim.partnerId,
        claimId: claim.id,
        kind,
        recipientName: "Zoë de Vries",
        recipientEmail: "zoe.devries@customer.example",
        language: "nl",
        questions: [],
        createdAt: f.now,
        createdBy: claim.createdBy,
      })
      .returning();
    return survey!.id;
  });
  await f.db.transaction(f.scope(await surveyVisitor(f, claim.partnerId, surveyId)), (db) =>
    db
      .update(claimSurveys)
      .set({ answeredAt: f.now, answeredName: "Zoë de Vries", answers: {} })
      .where(and(eq(claimSurveys.id, surveyId), isNull(claimSurveys.answeredAt))),
  );
}

/**
 * The person behind one more link of a survey: also where none is made yet, since the workshop has not begun
 * (D20).
 */
export async function surveyVisitor(f: Fixture, partnerId: string, surveyId: string) {
  const linkId = randomUUID();
  const tokenHash = hashToken(tokenOf("survey", linkId));
  await asAdmin(f.urls().adminUrl, async (admin) => {
    await admin.query("set session_replication_role = replica");
    await admin.query(
      "insert into survey_links (id, partner_id, survey_id, token_hash, created_at) values ($1, $2, $3, $4, $5)",
      [linkId, partnerId, surveyId, tokenHash, f.now],
    );
  });
  return f.visitor({ linkId, requestId: surveyId, partnerId }, "survey");
}

async function someone(f: Fixture, partnerId: string): Promise<string> {
  const [user] = await f.sql<{ id: string }>(
    "select user_id as id from memberships where partner_id = $1 limit 1",
    [partnerId],
  );
  if (!user) throw new Error("the company has nobody");
  return user.id;
}

/** A claim that its partner sent in, ten days after the consent unless said. */
export async function submitted(
  f: Fixture,
  options: Parameters<typeof consented>[1] & { submitAt?: Date } = {},
): Promise<Consented> {
  const it = await consented(f, options);
  await giveProof(f, it.claim);
  const at = options.submitAt ?? new Date(it.claim.createdAt.getTime() + 10 * 86_400_000);
  await submitClaim(f.ctx(it.company.admin, at), { number: it.claim.number });
  return { ...it, claim: await claimOf(f, it.association.id) };
}

/** A claim that a member of staff has in review, a day after it was sent in. */
export async function inReview(
  f: Fixture,
  options: Parameters<typeof submitted>[1] & { reviewer?: Operator } = {},
): Promise<Consented & { reviewer: Operator; at: Date }> {
  const it = await submitted(f, options);
  const reviewer = options.reviewer ?? (await f.operator());
  const at = new Date(it.claim.statusAt.getTime() + 86_400_000);
  await startReview(f.ctx(reviewer, at), { number: it.claim.number });
  return { ...it, reviewer, at, claim: await claimOf(f, it.association.id) };
}

/** A claim that was rejected and that its partner disputes, each an hour after the other. */
export async function disputed(
  f: Fixture,
  options: Parameters<typeof inReview>[1] = {},
): Promise<Consented & { reviewer: Operator; at: Date }> {
  const it = await inReview(f, options);
  await rejectClaim(f.ctx(it.reviewer, it.at), {
    number: it.claim.number,
    reasons: [{ requirement: "general", code: "other" }],
    comment: "This is not it.",
  });
  const at = new Date(it.at.getTime() + 3_600_000);
  const { admin } = it.company;
  await f.db.transaction(f.scope(admin), (db) =>
    db
      .update(workshopClaims)
      .set({ status: "disputed", statusAt: at, disputedAt: at })
      .where(eq(workshopClaims.id, it.claim.id)),
  );
  return { ...it, at, claim: await claimOf(f, it.association.id) };
}
