import type { consentDecisions } from "@/db/schema";
import { fingerprint } from "../audit/fingerprint";

/** The hash by which the audit log knows an answer with everything that proves it (D15). */
export function answerPrint(
  answer: Pick<
    typeof consentDecisions.$inferInsert,
    | "requestId"
    | "decision"
    | "fullName"
    | "language"
    | "wordingVersion"
    | "wordingHash"
    | "contactEmail"
    | "ipAddress"
    | "userAgent"
    | "confirmedByCode"
  > & { reason: string | null },
): string {
  return fingerprint([
    answer.requestId,
    answer.decision,
    answer.fullName,
    answer.reason,
    answer.language,
    answer.wordingVersion,
    answer.wordingHash,
    answer.contactEmail,
    answer.ipAddress,
    answer.userAgent,
    answer.confirmedByCode,
  ]);
}
