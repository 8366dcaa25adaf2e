import { isMismatch, mismatchText } from "../../customers/drafts/rules";
import { customerFields, reasonFields } from "../../customers/drafts/schema";
import { addDraft } from "../../customers/drafts/schema";
import { startRounds } from "../../customers/start-rounds";
import { fieldErrors, refuse, Refusal } from "../../errors";
import { resolveTenant } from "../../tenants/resolve";
import type { BulkKind } from "../kind";
import { begun } from "./claim";
import { locationColumn, workshopColumn } from "./columns";

/** B1: adds new customers from a file, each as "Add customer" does (S24–S34). */
export const addKind: BulkKind = {
  name: "add",
  act: "customers.add",
  lists: [],
  of: "customer",
  already: ["workshop_under_way", "already_under_way"],
  columns: [
    { key: "customerEmail", needed: true, names: ["email", "e-mail", "customer e-mail"] },
    { key: "identifier", names: ["tenant", "tenant id", "tpid"] },
    workshopColumn,
    locationColumn,
    { key: "reason", names: ["reden"] },
  ],
  known: ["customerEmail"],
  async step(tx, row) {
    const { locationId, engagementId } = begun({ ...row, tenantId: row.tenantId ?? "" });
    const { email: typed = "", identifier: said = "", reason = "" } = row.details;
    const fields = customerFields.safeParse({
      location: locationId,
      email: typed,
      identifier: said,
    });
    if (!fields.success) refuse(fieldErrors(fields.error));
    const { email, identifier } = fields.data;
    const found = await resolveTenant(tx, { email, identifier });
    if (found.kind === "free_mail") throw new Refusal("bulk_free_mail");
    if (found.kind === "not_found") throw new Refusal("bulk_unknown_customer");
    if (found.kind === "choose") throw new Refusal("bulk_which_customer");
    const { id: tenantId } = found.tenant;
    // Somebody else's answer than when it was looked at: another customer is added by nobody's word.
    if (row.tenantId !== null && row.tenantId !== tenantId) throw new Refusal("customer_changed");
    const draft = addDraft.parse({
      found: { kind: "tenant", tenantId, mismatch: found.mismatch },
      ...{ reason: reason === "" ? "" : "other", reasonNote: reason },
    });
    const why = isMismatch(draft) ? reasonFields.safeParse(draft) : null;
    if (why && !why.success) throw new Refusal("required_reason");
    const { associations } = await startRounds(tx, {
      ...{ draft: null, origin: "added", tenantId, locationId, engagementIds: [engagementId] },
      ...{ customerEmail: email, mismatchReason: why ? mismatchText(why.data) : null },
    });
    return { outcome: "done", mails: 0, associationId: associations[0]?.id };
  },
};
