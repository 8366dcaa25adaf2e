import type { System, Tx } from "../ctx";
import { post } from "../mail/post";
import { createLink } from "../visitors/create-link";
import { reminderSwitch } from "../visitors/reminder-switch";
import { requestMail, type Asked } from "./request-mail";

/**
 * D13: writes a reminder to the customer's contact, with a link of its own (D11) and, in its headers,
 * an address that turns reminders off with one click (RFC 8058), which is never an answer.
 */
export async function postReminder(
  tx: Tx<System>,
  { daysLeft, ...asked }: Asked & { daysLeft: number },
): Promise<void> {
  const linkId = await createLink(tx, "consent", asked.request);
  const remindersOffId = await reminderSwitch(tx, asked.request);
  const mail = requestMail(asked, linkId);
  await post(tx, {
    template: "consent-reminder",
    ...mail,
    remindersOffId,
    variables: { ...mail.variables, daysLeft },
  });
}
