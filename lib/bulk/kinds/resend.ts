import { askAgain } from "../../consent/ask-again";
import { Refusal } from "../../errors";
import type { BulkKind } from "../kind";
import { tenantColumn, workshopColumn } from "./columns";

/** B1: sends requests again, each as "Resend customer consent" does (S54). */
export const resendKind: BulkKind = {
  name: "resend",
  act: "consent.send",
  lists: ["customers", "opportunities"],
  of: "round",
  already: ["already_answered"],
  columns: [tenantColumn, workshopColumn],
  known: ["tenant"],
  async step(tx, { associationId }) {
    if (associationId === null) throw new Refusal("bulk_no_round");
    const again = await askAgain(tx, associationId);
    if (again.why !== undefined) return { outcome: "refused", code: again.why };
    return { outcome: "done", mails: 1, associationId, requestId: again.requestId };
  },
};
