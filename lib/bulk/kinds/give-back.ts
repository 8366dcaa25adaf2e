import { giveAll } from "../../customers/owners/give-all";
import { Refusal } from "../../errors";
import type { BulkKind } from "../kind";

/** K12: gives rounds back to whom each was with before a run gave it away, unless it is with somebody else by now (K6). */
export const giveBackKind: BulkKind = {
  name: "give_back",
  act: "rounds.give",
  lists: [],
  of: "done",
  already: [],
  columns: [],
  known: [],
  async step(tx, { associationId, details }, { owner }) {
    if (associationId === null) throw new Refusal("not_found");
    if (!details.ownerId || owner === "") throw new Refusal("owner_elsewhere");
    const round = { id: associationId, seen: owner };
    const given = await giveAll(tx, { owner: details.ownerId, rounds: [round] });
    return { outcome: given > 0 ? "done" : "already", mails: 0, associationId };
  },
};
