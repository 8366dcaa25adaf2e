import { createHash } from "node:crypto";
import type { claimDocuments } from "@/db/schema";
import { between } from "./calendar";
import { demoDocument } from "./documents";
import { demoId } from "./random";
import type { Played } from "./rounds";

type Row = typeof claimDocuments.$inferInsert & { id: string };

/** The documents of a claim that was sent in, with their bytes; none of another. */
export function documentRows(
  { round, association }: Played,
  claimId: string,
): { row: Row; bytes: Buffer }[] {
  const { partnerId, createdBy, submittedAt, consentedAt } = association;
  if (!submittedAt || !consentedAt) return [];
  const at = between(consentedAt, submittedAt);
  const kinds = ["invoice", "findings_and_recommendations"] as const;
  return kinds.map((requirement, index) => {
    const { bytes, name, mediaType } = demoDocument(requirement, round.tenant.name, at(0.55));
    const row = {
      id: demoId(`document:${round.key}:${requirement}`),
      partnerId,
      claimId,
      requirement,
      place: index + 1,
      name,
      mediaType,
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest(),
      uploadedAt: at(0.9),
      uploadedBy: createdBy,
    };
    return { row, bytes };
  });
}
