import qrcode from "qrcode-generator";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { addressOf } from "../../people/factors/codes.rules";
import { makeOffer } from "../../people/factors/offer";
import type { Own } from "../../people/factors/own-session";
import { findAccount } from "../../people/account.queries";
import { findRequiredProvider } from "../../people/sign-in-rule/queries";
import { listIdentities } from "../../people/identity.queries";
import { fits, listProviders } from "../../people/providers";
import { getSettings } from "../../programme/queries";
import { listFactors, provenSince } from "../../people/factors/queries";

type Asked = { userId: string; email: string };

/**
 * What somebody can prove who they are with; `bound`: by no link, for their company wants its own provider (U12), and
 * `unlinked`: they have not linked it yet.
 */
export async function proving(tx: Tx<System>, { userId, email }: Asked) {
  const { codesSince, passkeys } = await listFactors(tx, userId);
  const linked = await listIdentities(tx, userId);
  const required = await findRequiredProvider(tx, email);
  const wanted = required?.provider;
  const providers = listProviders()
    .filter(({ id }) => id === wanted || linked.some(({ provider }) => provider === id))
    .map(({ id, label }) => ({ id, label }));
  const offered = providers.some(({ id }) => id === wanted);
  const bound = offered && (await findAccount(tx, email)) === undefined;
  return {
    codes: codesSince !== null,
    passkeys: passkeys.length > 0,
    providers: bound ? providers.filter(({ id }) => id === wanted) : providers,
    bound,
    unlinked: bound && !linked.some((one) => required && fits(required, one)),
  };
}

/** What somebody is shown to set up a second factor: nothing is kept before they confirm it. */
export async function settingUp(tx: Tx<System>, { userId, sessionId }: Own) {
  const [user] = await tx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const { secret, recovery, sealed } = makeOffer({
    ...{ userId, sessionId, now: tx.now },
    since: await provenSince(tx, { userId, sessionId }),
  });
  const picture = qrcode(0, "M");
  picture.addData(
    addressOf(secret, { issuer: (await getSettings(tx))?.name ?? "", label: user?.email ?? "" }),
  );
  picture.make();
  return {
    secret,
    recovery,
    offer: sealed,
    picture: picture.createDataURL(4),
  };
}

export type SettingUp = Awaited<ReturnType<typeof settingUp>>;
