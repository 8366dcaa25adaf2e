import { hashToken, tokenOf } from "@/lib/mail/tokens";
import type { fixture } from "./fixture";

/** Lets links open what they are about, as the worker does when it hands over their e-mails. */
export async function mailedLinks(
  f: Pick<ReturnType<typeof fixture>, "sql">,
  kind: "consent" | "survey",
  ids: string[],
): Promise<void> {
  for (const id of ids)
    await f.sql(`update ${kind}_links set token_hash = $2 where id = $1`, [
      id,
      hashToken(tokenOf(kind, id)),
    ]);
}
