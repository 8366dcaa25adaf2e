import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { listTroubles, type TroubleRow } from "../../mail/list";
import { mailQuery, type MailQuery } from "../../mail/list.schema";

export type MailLine = TroubleRow;
export type MailView = { query: MailQuery; rows: MailLine[]; next: string | null; many: boolean };

/** E-mails that did not arrive, the newest first. For the programme. */
export async function programmeMail(
  tx: Tx,
  { search, size }: { search: Record<string, string | string[] | undefined>; size?: number },
): Promise<MailView> {
  authorize(tx, "programme.read");
  const query = mailQuery.parse(search);
  const { rows, next, many } = await listTroubles(tx, query, size);
  return { query, rows, next, many };
}
