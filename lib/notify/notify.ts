import type { Tx } from "../ctx";
import { post } from "../mail/post";
import type { Template, Variables } from "../mail/schema";
import { isOptional } from "./optional.rules";
import { listLocationAdmins, listReaders, listWilling, type Concern } from "./queries";
import type { Reader } from "./rules";

/** Tells everybody who hears of a round or claim (see `listReaders`), each once, in their language. */
export async function notify<T extends Template>(
  tx: Tx,
  concern: Concern,
  template: T,
  variables: Variables<T>,
): Promise<void> {
  await tell(
    tx,
    { readers: await listReaders(tx, concern), partnerId: concern.partnerId },
    template,
    variables,
  );
}

/** Tells readers who were found already, about something of this partner's; but for who turned this notice off (K7). */
export async function tell<T extends Template>(
  tx: Tx,
  { readers, partnerId }: { readers: Reader[]; partnerId: string },
  template: T,
  variables: Variables<T>,
): Promise<void> {
  const willing = isOptional(template) ? await listWilling(tx, template, readers) : readers;
  for (const { to, language } of willing) {
    await post(tx, { template, language, to, variables, partnerId });
  }
}

/** Tells the incentives admins of a location, and nobody else (P27, P28). */
export async function tellAdmins<T extends Template>(
  tx: Tx,
  place: { partnerId: string; id: string },
  template: T,
  variables: Variables<T>,
): Promise<void> {
  const readers = await listLocationAdmins(tx, place);
  await tell(tx, { readers, partnerId: place.partnerId }, template, variables);
}
