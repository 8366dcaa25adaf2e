import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { listEmails, type EmailRow } from "../../mail/list";

export const troubles = ["bounced", "complained", "failed"] as const;
export type Trouble = (typeof troubles)[number];

export type MailLine = Omit<EmailRow, "state"> & { state: Trouble };
export type MailView = { state: Trouble | null; rows: MailLine[]; next: string | null };

/** E-mails that did not arrive, the newest first. For the programme. */
export async function programmeMail(
  tx: Tx,
  { state: asked, after, size = 50 }: { state?: string | undefined; after?: string | undefined; size?: number }, // prettier-ignore
): Promise<MailView> {
  authorize(tx, "programme.read");
  const state = troubles.find((one) => one === asked) ?? null;
  const { rows, next } = await listEmails(tx, { states: state ? [state] : troubles, after, size });
  const lines = rows.flatMap((row) => {
    const trouble = troubles.find((one) => one === row.state);
    return trouble ? [{ ...row, state: trouble }] : [];
  });
  return { state, rows: lines, next };
}
