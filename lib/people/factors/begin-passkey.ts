import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { passkeys, programme, sessions, users } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { getConfig } from "../../config";
import { transaction, type Ctx } from "../../ctx";
import { lockSession, type Own } from "./own-session";

/** For which site a passkey is made: the host that people use. */
export function site() {
  const { hostname, origin } = new URL(getConfig().APP_URL);
  return { rpID: hostname, origin };
}

/**
 * U13: what a browser is given to make (`add`) or to use (`prove`) a passkey with, and once.
 * Refuses with `signed_out`.
 */
export async function beginPasskey(ctx: Ctx, own: Own, kind: "add" | "prove") {
  authorize(ctx, "session.manage");
  return transaction(ctx, async (tx) => {
    await lockSession(tx, own);
    const known = await tx.db
      .select({ id: passkeys.credential, email: users.email, name: users.name })
      .from(users)
      .leftJoin(passkeys, eq(passkeys.userId, users.id))
      .where(eq(users.id, own.userId));
    const credentials = known.flatMap(({ id }) => (id === null ? [] : [{ id }]));
    const [by] = await tx.db.select({ name: programme.name }).from(programme);
    const { rpID } = site();
    const options =
      kind === "prove"
        ? await generateAuthenticationOptions({ rpID, allowCredentials: credentials })
        : await generateRegistrationOptions({
            rpID,
            rpName: by?.name ?? "",
            userID: Uint8Array.from(Buffer.from(own.userId)),
            userName: known[0]?.email ?? "",
            userDisplayName: known[0]?.name ?? "",
            excludeCredentials: credentials,
            attestationType: "none",
            authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
          });
    await tx.db
      .update(sessions)
      .set({ challenge: `${kind} ${options.challenge}` })
      .where(eq(sessions.id, own.sessionId));
    return options;
  });
}
