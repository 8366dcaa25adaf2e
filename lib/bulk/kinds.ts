import type { BulkKind } from "./kind";
import { addKind } from "./kinds/add";
import { askKind } from "./kinds/ask";
import { claimKind } from "./kinds/claim";
import { giveKind } from "./kinds/give";
import { resendKind } from "./kinds/resend";
import { surveysKind } from "./kinds/surveys";
import type { BulkKindName } from "./schema";

/** What can be done to many at once (B1). */
export const bulkKindOf: Record<BulkKindName, BulkKind> = {
  claim: claimKind,
  add: addKind,
  ask: askKind,
  resend: resendKind,
  send_surveys: surveysKind,
  give: giveKind,
};
