import type { BulkKind } from "./kind";
import { addKind } from "./kinds/add";
import { askKind } from "./kinds/ask";
import { claimKind } from "./kinds/claim";
import { endKind } from "./kinds/end";
import { giveKind } from "./kinds/give";
import { giveBackKind } from "./kinds/give-back";
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
  end: endKind,
  give_back: giveBackKind,
};

/** K12: by which kind of run one of another kind is taken back; what is not here cannot be. */
export const backOf: Partial<Record<BulkKindName, "end" | "give_back">> = {
  claim: "end",
  add: "end",
  ask: "end",
  give: "give_back",
};
