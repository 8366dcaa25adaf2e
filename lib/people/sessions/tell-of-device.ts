import type { Locale, System, Tx } from "../../ctx";
import { usualOf } from "../../installation";
import { post } from "../../mail/post";

type Person = { email: string; locale: Locale | null; timeZone: string | null };
type On = { ipAddress: string | null; browser: string | null; system: string | null };

/** U15, a step: tells somebody that their account was signed in to with a browser that is new to it. */
export async function tellOfDevice(
  tx: Tx<System>,
  { email, locale, timeZone }: Person,
  { ipAddress, browser, system }: On,
): Promise<void> {
  const usual = await usualOf(tx);
  await post(tx, {
    template: "new-device",
    language: locale ?? usual.language,
    to: email,
    variables: {
      signedInAt: tx.now.toISOString(),
      browser,
      system,
      ipAddress,
      timeZone: timeZone ?? usual.timeZone,
    },
    partnerId: null,
  });
}
