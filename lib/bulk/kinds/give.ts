import { giveAll } from "../../customers/owners/give-all";
import { Refusal } from "../../errors";
import type { BulkKind } from "../kind";

/** B1: gives rounds and their claims to a colleague, each as their pages do (K6). */
export const giveKind: BulkKind = {
  name: "give",
  act: "rounds.give",
  lists: ["claims"],
  of: "claim",
  already: [],
  columns: [],
  known: [],
  async step(tx, { associationId, details }, { owner }) {
    if (associationId === null) throw new Refusal("not_found");
    if (owner === "") throw new Refusal("required_owner");
    const round = { id: associationId, seen: details.ownerId ?? null };
    const given = await giveAll(tx, { owner, rounds: [round] });
    return { outcome: given > 0 ? "done" : "already", mails: 0, associationId };
  },
};
