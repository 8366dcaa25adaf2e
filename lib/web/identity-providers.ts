import type { Profile } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import AzureAD, { type AzureADProfile } from "next-auth/providers/azure-ad";
import { z } from "zod";
import { getConfig, type Config } from "@/lib/config";
import { line } from "@/lib/input";
import { ENTRA, isOpenTo, issuerOfTenant, type Identity } from "@/lib/people/providers";

/** What every sign-in is held to: another browser's, an old or a foreign answer is worth nothing. */
const checks: OAuthConfig<Profile>["checks"] = ["pkce", "state", "nonce"];
const authorization = { params: { scope: "openid profile email" } };
const httpOptions = { timeout: 10_000 };

/** What the database keeps: no control characters. */
const kept = z
  .string()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}*$/u);
/** What people read of an identity, however long, and whatever it turns around. */
const shown = z
  .string()
  .transform((text) => text.slice(0, 320))
  .pipe(line(320))
  .optional()
  .catch(undefined);

/** A token's claims that we read, checked by next-auth: signature, issuer, audience, time and nonce. */
const claims = z.object({
  iss: kept,
  sub: kept,
  tid: z.guid().optional(),
  oid: z.guid().optional(),
  name: shown,
  preferred_username: shown,
  email: kept.max(320).optional().catch(undefined),
  email_verified: z.unknown().optional(),
  auth_time: z.number().int().positive().max(8e12).optional().catch(undefined),
});

/** The providers of the settings, as next-auth takes them (U10). */
export function oauthProviders(): (OAuthConfig<Profile> | OAuthConfig<AzureADProfile>)[] {
  const { ENTRA_CLIENT_ID, ENTRA_CLIENT_SECRET, OIDC_PROVIDERS, ...config } = getConfig();
  const others = OIDC_PROVIDERS.map(
    ({ id, label, issuer, clientId, clientSecret }): OAuthConfig<Profile> => ({
      ...{ id, name: label, clientId, clientSecret, checks, authorization, httpOptions, profile },
      type: "oauth",
      idToken: true,
      wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    }),
  );
  if (!ENTRA_CLIENT_ID || !ENTRA_CLIENT_SECRET) return others;
  const entra = AzureAD({
    ...{ id: ENTRA, name: "Microsoft", checks, authorization, httpOptions, profile },
    clientId: ENTRA_CLIENT_ID,
    clientSecret: ENTRA_CLIENT_SECRET,
    wellKnown: `${config.ENTRA_AUTHORITY}/${tenantOf(config)}/v2.0/.well-known/openid-configuration`,
  });
  return [entra, ...others];
}

/** U11: who the provider says it is; null when that is not for it to say. */
export function identityOf(provider: string, profile: unknown): Identity | null {
  const read = claims.safeParse(profile);
  if (!read.success) return null;
  const { iss, sub, tid, oid, email = null, ...said } = read.data;
  const name = said.preferred_username || shown.parse(email) || said.name || "";
  const about = {
    ...{ provider, name, email, emailVerified: said.email_verified === true },
    askedAt: said.auth_time === undefined ? null : new Date(said.auth_time * 1000),
  };
  const { OIDC_PROVIDERS } = getConfig();
  if (provider !== ENTRA) {
    const known = OIDC_PROVIDERS.find(({ id }) => id === provider);
    return known?.issuer === iss ? { ...about, issuer: iss, subject: sub } : null;
  }
  if (!tid || !oid || iss !== issuerOfTenant(tid) || !isOpenTo(tid)) return null;
  // Anybody who makes a tenant writes its addresses: they are never verified (U11).
  return { ...about, issuer: iss, subject: oid, emailVerified: false };
}

/** One tenant has an address of its own; several, or any, sign in at the one for all organisations. */
function tenantOf({ ENTRA_TENANTS }: Pick<Config, "ENTRA_TENANTS">): string {
  const [only, ...more] = ENTRA_TENANTS;
  return only !== undefined && more.length === 0 ? only : "organizations";
}

/** What next-auth wants of a user; ours are found by their identity. */
function profile({ sub = "" }: { sub?: string }) {
  return { id: sub, sessionId: "", expiresAt: new Date(0), secret: "" };
}
