import { sql } from "drizzle-orm";
import type { EmailSecrets } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { derive, hashToken } from "./tokens";

/**
 * D11: lets the link of an e-mail open what it is about, by the token that goes out with it. Call it in the
 * transaction that hands the e-mail over; again, it changes nothing.
 */
export async function openLink(
  tx: Tx<System>,
  { id, secrets }: { id: string; secrets: EmailSecrets },
): Promise<void> {
  const { link } = secrets;
  if (link?.purpose !== "consent" && link?.purpose !== "survey" && link?.purpose !== "invitation")
    return;
  const hash = hashToken(derive(link));
  await tx.db.execute(sql`select open_link(${id}, ${hash})`);
}
