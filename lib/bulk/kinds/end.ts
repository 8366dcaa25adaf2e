import { endUnanswered } from "../../consent/end-unanswered";
import { Refusal } from "../../errors";
import type { BulkKind } from "../kind";

/** K12: takes back what a run began, or asked for: each round is ended as on its own page (D29). */
export const endKind: BulkKind = {
  name: "end",
  act: "consent.end",
  lists: [],
  of: "done",
  already: ["round_ended"],
  columns: [],
  known: [],
  async step(tx, { associationId }, { reason }) {
    if (associationId === null) throw new Refusal("bulk_no_round");
    if (reason === "") throw new Refusal("choose_end_reason");
    const { told } = await endUnanswered(tx, { associationId, reason });
    return { outcome: "done", mails: told ? 1 : 0, associationId };
  },
};
