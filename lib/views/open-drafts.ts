import type { PartnerUser, Tx } from "../ctx";
import { addSteps, claimSteps } from "../customers/drafts/rules";
import { listOpenDrafts, type LeftDraft } from "../customers/drafts/queries";
import { addDraft, claimDraft } from "../customers/drafts/schema";

/** D4: a wizard that was begun and left. */
export type OpenDraft = {
  id: string;
  kind: LeftDraft["kind"];
  engagement: { slug: string; name: string };
  /** The customer's name, or the address that was typed; null when neither is known yet. */
  about: string | null;
  updatedAt: Date;
  /** The screen that is still open. */
  href: string;
};

/** What the reader began and left (D4), the latest first; of one engagement, or of all. */
export async function openDrafts(
  tx: Tx<PartnerUser>,
  engagementId: string | null = null,
): Promise<OpenDraft[]> {
  const left = await listOpenDrafts(tx, engagementId);
  return left.map(({ tenantName, subjectId, values, ...draft }) => {
    const typed = draft.kind === "add" ? addDraft.parse(values).email.trim() : "";
    const base = `/engagements/${draft.engagement.slug}`;
    return {
      ...draft,
      about: tenantName ?? (typed === "" ? null : typed),
      href: `${base}/${screenOf(draft.kind, subjectId ?? "", values)}?draft=${draft.id}`,
    };
  });
}

function screenOf(kind: LeftDraft["kind"], subjectId: string, values: unknown): string {
  switch (kind) {
    case "add": {
      const step = addSteps(addDraft.parse(values)).at(-1) ?? "customer";
      return step === "customer" ? "customers/add" : `customers/add/${step}`;
    }
    case "claim": {
      const step = claimSteps(claimDraft.parse(values)).at(-1) ?? "location";
      return step === "location"
        ? `customers/${subjectId}/claim`
        : `customers/${subjectId}/claim/${step}`;
    }
    case "consent":
      return `rounds/${subjectId}/consent`;
  }
}
