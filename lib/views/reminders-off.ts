import { authorize } from "../access/authorize";
import { getAskedRequest } from "../consent/queries";
import type { Locale, Tx } from "../ctx";

export type RemindersOffView = {
  language: Locale;
  engagementName: string;
  tenantName: string;
  partnerName: string;
};

/** Which request the reminders are about, in the contact's language. Reads only. */
export async function remindersOff(tx: Tx): Promise<RemindersOffView> {
  authorize(tx, "consent.stop_reminders");
  const { request, workshop } = await getAskedRequest(tx);
  const { engagementName, tenantName, partnerName } = workshop;
  return { language: request.language, engagementName, tenantName, partnerName };
}
