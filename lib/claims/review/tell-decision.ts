import type { Operator, Tx } from "../../ctx";
import { listProofKinds } from "../proof/queries";
import type { Claim } from "../lock-claim";
import { dueOf } from "../rules";
import { tellClaim } from "../tell-claim";
import type { Decision, Reason } from "./schema";

/** W12: tells the partner's contact and who sent the claim in what was decided, why, and until when to act. */
export async function tellDecision(
  tx: Tx<Operator>,
  claim: Claim,
  decided: {
    decision: Decision;
    reasons: Reason[];
    comment: string;
    /** How the programme's reasons are called. */
    known: readonly { key: string; en: string; nl: string }[];
  },
): Promise<void> {
  const { decision, comment } = decided;
  const labels = new Map((await listProofKinds(tx)).map(({ key, ...label }) => [key, label]));
  const words = new Map(decided.known.map(({ key, en, nl }) => [key, { en, nl }]));
  const reasons = decided.reasons.map(({ code, requirement }) => ({
    words: words.get(code) ?? { en: code, nl: code },
    label: labels.get(requirement) ?? null,
  }));
  const dueAt = dueOf(claim)?.toISOString() ?? null;
  await tellClaim(tx, claim, "claim-decision", { decision, reasons, comment, dueAt });
}
