import type { FieldError } from "../errors";
import type { Money } from "../money";
import type { Subject } from "./kind";

/** A row as it was chosen, before anybody looked what would become of it. */
export type Target = Subject & {
  claimId: string | null;
  line: number | null;
  said: string | null;
  payout: Money | null;
  /** What is wrong with the row itself. */
  fault: Pick<FieldError, "code" | "params"> | null;
};

export const bareTarget: Target = {
  ...{ tenantId: null, engagementId: null, locationId: null, associationId: null, claimId: null },
  ...{ details: {}, line: null, said: null, payout: null, fault: null },
};

/** By what two rows of a run are one: both would do the same. */
export function sameness({
  tenantId,
  engagementId,
  claimId,
  associationId,
  details,
}: Target): string | null {
  if (claimId !== null) return `claim ${claimId}`;
  if (associationId !== null) return `round ${associationId}`;
  if (engagementId === null) return null;
  const who = tenantId ?? details.email?.toLowerCase() ?? null;
  return who && `${engagementId} ${who}`;
}
