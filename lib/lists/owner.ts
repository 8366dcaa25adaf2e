import { sql } from "drizzle-orm";
import type { PartnerUser, Tx } from "../ctx";
import type { Ask } from "./list";
import type { OwnerText } from "./schema";

/**
 * K6: the same listing of what is the reader's own, when that is asked for; what fell to them of who left is theirs (U8).
 * @param column of the rows `l` and `c`: to whom a round was given, else who began it
 */
export function ofOwner(
  { actor }: Tx<PartnerUser>,
  owner: OwnerText,
  ask: Ask,
  column = sql`l.owner_id`,
): Ask {
  if (owner === "") return ask;
  const mine = sql`${column} = any ((select owned_by(${sql.placeholder("partnerId")}::uuid, ${sql.placeholder("me")}::uuid))::uuid[])`;
  return {
    ...ask,
    parts: ask.parts.map((part) => ({ ...part, where: sql`${part.where} and ${mine}` })),
    values: { ...ask.values, me: actor.userId },
    shape: ask.shape === null ? null : `${ask.shape} mine`,
  };
}
