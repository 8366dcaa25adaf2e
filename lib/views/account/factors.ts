import qrcode from "qrcode-generator";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { addressOf } from "../../people/factors/codes.rules";
import { makeOffer } from "../../people/factors/offer";
import type { Own } from "../../people/factors/own-session";
import { findRequiredProvider } from "../../people/sign-in-rule/queries";
import { listIdentities } from "../../people/identity.queries";
import { listProviders } from "../../people/providers";
import { listFactors, provenSince } from "../../people/factors/queries";

type Asked = { userId: string; email: string };

/** What somebody can prove who they are with; `bound`: of the providers with the one that their company wants (U12). */
export async function proving(tx: Tx<System>, { userId, email }: Asked) {
  const { codesSince, passkeys } = await listFactors(tx, userId);
  const linked = await listIdentities(tx, userId);
  const wanted = (await findRequiredProvider(tx, email))?.provider ?? null;
  const providers = listProviders()
    .filter(({ id }) =>
      wanted === null ? linked.some((one) => one.provider === id) : id === wanted,
    )
    .map(({ id, label }) => ({ id, label }));
  const bound = wanted !== null && providers.length > 0;
  return { codes: codesSince !== null, passkeys: passkeys.length > 0, providers, bound };
}

/** What somebody is shown to set up a second factor: nothing is kept before they confirm it. */
export async function settingUp(tx: Tx<System>, { userId, sessionId }: Own) {
  const [user] = await tx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const { secret, recovery, sealed } = makeOffer({
    ...{ userId, sessionId, now: tx.now },
    since: await provenSince(tx, { userId, sessionId }),
  });
  const picture = qrcode(0, "M");
  picture.addData(addressOf(secret, { issuer: "Partner Engagements", label: user?.email ?? "" }));
  picture.make();
  return {
    secret,
    recovery,
    offer: sealed,
    picture: picture.createDataURL(4),
  };
}

export type SettingUp = Awaited<ReturnType<typeof settingUp>>;
