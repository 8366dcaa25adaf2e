import { startRounds } from "../../customers/start-rounds";
import { Refusal } from "../../errors";
import type { BulkKind, Subject } from "../kind";
import { locationColumn, tenantColumn, workshopColumn } from "./columns";

/** B1: begins rounds with known customers, each as "Claim customer" does (S35–S43). */
export const claimKind: BulkKind = {
  name: "claim",
  act: "customers.claim",
  lists: ["customers", "opportunities"],
  of: "customer",
  already: ["workshop_under_way", "already_under_way"],
  columns: [tenantColumn, workshopColumn, locationColumn],
  known: ["tenant"],
  async step(tx, row) {
    const { tenantId, engagementId, locationId } = begun(row);
    const { associations } = await startRounds(tx, {
      ...{ draft: null, origin: "claimed", tenantId, locationId },
      ...{ engagementIds: [engagementId], customerEmail: null, mismatchReason: null },
    });
    return { outcome: "done", mails: 0, associationId: associations[0]?.id };
  },
};

/** What a round begins with. Refuses with `bulk_unknown_workshop` and `required_location`. */
export function begun({ tenantId, engagementId, locationId }: Subject) {
  if (tenantId === null) throw new Refusal("not_found");
  if (engagementId === null) throw new Refusal("bulk_unknown_workshop");
  if (locationId === null) throw new Refusal("required_location");
  return { tenantId, engagementId, locationId };
}
