import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { sessions, signInTokens } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type System, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { hasPersonas } from "../installation";
import { hashToken } from "../mail/tokens";
import { findAccount } from "./account.queries";
import { announce } from "./deed";
import { personas } from "./personas";
import type { Identity } from "./providers";
import { recognise } from "./recognise";
import { meetDevice } from "./sessions/meet-device";
import { tellOfDevice } from "./sessions/tell-of-device";

/** How long somebody stays signed in, however busy. */
export const SESSION_HOURS = 12;

/** What somebody signs in with. */
export type Proof = { token: string } | { persona: string } | { identity: Identity };
/** Where somebody signs in from. */
export type From = {
  /** The session that this browser had until now; it ends. */
  replaces?: string | null;
  /** D19 */
  ipAddress?: string | null;
  browser?: string | null;
  system?: string | null;
  /** U15: the hash of what the browser's own cookie holds; without one nothing is known of it. */
  device?: Buffer | null;
};
type Opened = {
  sessionId: string;
  userId: string;
  expiresAt: Date;
  /** For the cookie alone: the database keeps its hash. */
  secret: string;
  returnTo: string | null;
};

/**
 * Signs somebody in, for the company that they worked for last: by the token of a mailed link, which is used up by it,
 * by who they are at a provider (U11), or as one of the personas of the demonstration.
 * Whoever signed in before is told of a browser that is new to them (U15).
 * Throws `sign_in_link` when the link was used, ran out or never was, or the account is disabled or has no place left;
 * `not_found` for a persona that is not there; `identity_unknown` when no account is linked to the identity, or it is
 * disabled or has no place left.
 */
export async function openSession(
  ctx: Ctx,
  proof: Proof,
  { replaces = null, ipAddress = null, browser = null, system = null, device = null }: From = {},
): Promise<Opened> {
  authorize(ctx, "session.manage");
  if ("persona" in proof && !(await hasPersonas(ctx.db))) throw new Refusal("not_found");
  return transaction(ctx, async (tx) => {
    const { user, by, returnTo } = await whose(tx, proof);
    await tidy(tx, user.id, replaces);
    const secret = randomBytes(32).toString("base64url");
    const secretHash = hashToken(secret);
    const expiresAt = new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000);
    await announce(tx, "session", user.id, secretHash.toString("hex"));
    const [session] = await tx.db
      .insert(sessions)
      .values({
        userId: user.id,
        partnerId: user.at,
        chosenAt: tx.now,
        secretHash,
        createdAt: tx.now,
        expiresAt,
        ipAddress,
        browser,
        system,
        deviceHash: device,
        provider: "identity" in proof ? proof.identity.provider : null,
        issuer: "identity" in proof ? proof.identity.issuer : null,
        provenAt: "identity" in proof ? whenAsked(proof.identity, tx.now) : null,
      })
      .returning({ id: sessions.id });
    if (!session) throw new Error("the session was not written");
    await record(tx, {
      event: "session.opened",
      subjectId: session.id,
      partnerId: user.at ?? undefined,
      data: { userId: user.id, by },
    });
    if (device !== null && by !== "persona") {
      const { isNew } = await meetDevice(tx, { userId: user.id, hash: device });
      if (isNew) await tellOfDevice(tx, user, { ipAddress, browser, system });
    }
    return { sessionId: session.id, userId: user.id, expiresAt, secret, returnTo };
  });
}

/** U13: a provider that knew somebody from before has proved nothing now; nor has one that does not say. */
function whenAsked({ askedAt }: Identity, now: Date): Date {
  const at = askedAt ?? new Date(0);
  return at > now ? now : at;
}

async function whose(tx: Tx<System>, proof: Proof) {
  if ("token" in proof) return { by: "link", ...(await byLink(tx, proof.token)) } as const;
  if ("persona" in proof)
    return { by: "persona", ...(await byPersona(tx, proof.persona)) } as const;
  const user = await recognise(tx, proof.identity);
  if (!user) throw new Refusal("identity_unknown");
  return { by: "provider", user, returnTo: null } as const;
}

async function byLink(tx: Tx<System>, token: string) {
  const [link] = await tx.db
    .delete(signInTokens)
    .where(
      and(
        eq(signInTokens.tokenHash, hashToken(token).toString("hex")),
        gt(signInTokens.expiresAt, tx.now),
      ),
    )
    .returning({ email: signInTokens.email, returnTo: signInTokens.returnTo });
  const user = link && (await findAccount(tx, link.email));
  if (!user) throw new Refusal("sign_in_link");
  return { user, returnTo: link.returnTo };
}

async function byPersona(tx: Tx<System>, key: string) {
  const persona = personas.find((one) => one.key === key);
  const user = persona && (await findAccount(tx, persona.email));
  if (!user) throw new Refusal("not_found");
  return { user, returnTo: null };
}

/** Ends the session that this one replaces and forgets those of the person that ran out long ago. */
async function tidy(tx: Tx<System>, userId: string, replaces: string | null): Promise<void> {
  const longAgo = new Date(tx.now.getTime() - 90 * 86_400_000);
  await tx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, longAgo)));
  if (replaces === null) return;
  await tx.db
    .update(sessions)
    .set({ revokedAt: tx.now })
    .where(and(eq(sessions.id, replaces), isNull(sessions.revokedAt)));
}
