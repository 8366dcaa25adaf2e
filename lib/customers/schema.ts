import { z } from "zod";
import { afterText, searchText } from "../lists/schema";

export const claimStatuses = [
  "editing",
  "submitted",
  "under_review",
  "action_required",
  "approved",
  "paid",
  "rejected",
  "disputed",
  "rejected_final",
  "cancelled",
  "not_submitted_expired",
  "post_submission_expired",
  "dispute_expired",
] as const;
const rowStatuses = ["known", "to_ask", "asked", "active", "criteria", "consent", "done"] as const;

/** What the list can be filtered by: where a row stands (section 2), or the status of its claim. */
export const customerStatus = z.enum([...rowStatuses, ...claimStatuses]);
export type CustomerStatus = z.output<typeof customerStatus>;
export type ClaimStatus = (typeof claimStatuses)[number];

export const tabs = ["eligible", "ineligible", "complete"] as const;
export type Tab = (typeof tabs)[number];

/** Everything that the Customers page keeps in its address; what is not understood is left out. */
export const customersQuery = z.object({
  tab: z.enum(tabs).catch("eligible"),
  q: searchText,
  status: customerStatus.nullable().catch(null),
  sort: z.enum(["name", "-name", "days", "-days"]).catch("name"),
  after: afterText,
});

export type CustomersQuery = z.output<typeof customersQuery>;
