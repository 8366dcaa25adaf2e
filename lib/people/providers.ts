import { getConfig } from "../config";
import { emailDomain } from "../input";

/** A provider that people sign in with (U10), as the settings have it. */
export type Provider = {
  /** Part of its addresses, and what the database calls it by. */
  id: string;
  label: string;
  /** U11: the e-mail domains for which it is believed when it says that an address is verified. */
  trustedDomains: readonly string[];
};

/** Who somebody is at a provider (U11). What it says of an address proves nothing by itself. */
export type Identity = {
  provider: string;
  issuer: string;
  subject: string;
  /** What people see of it on their own page. */
  name: string;
  email: string | null;
  emailVerified: boolean;
  /** When it last asked who that is; null: it does not say. */
  askedAt: Date | null;
};

/** Entra, among the providers. */
export const ENTRA = "entra";

/** The providers that are set up, Entra first. */
export function listProviders(): readonly Provider[] {
  const { ENTRA_CLIENT_ID, OIDC_PROVIDERS } = getConfig();
  // Whoever makes a tenant writes any address into it: Entra is trusted for no domain.
  const entra = { id: ENTRA, label: "Microsoft", trustedDomains: [] };
  return [...(ENTRA_CLIENT_ID ? [entra] : []), ...OIDC_PROVIDERS];
}

/** What people call a provider; its id when the settings do not know it any more. */
export function labelOf(provider: string): string {
  return listProviders().find(({ id }) => id === provider)?.label ?? provider;
}

/**
 * U11 (c): the address by which an identity may be linked the first time; null: by none, as one of letters that only
 * become those of somebody's address in small writing (the sign for kelvin, a dotted capital I).
 */
export function trustedAddress({ provider, email, emailVerified }: Identity): string | null {
  if (!emailVerified || email === null) return null;
  const small = email.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const domain = emailDomain(small);
  if (domain === null || small !== email.toLowerCase()) return null;
  const trusts = listProviders().find(({ id }) => id === provider)?.trustedDomains ?? [];
  return trusts.includes(domain) ? email : null;
}

type Required = { provider: string; issuer: string | null };

/** U12: whether an identity is one with which a company lets its people in. */
export function fits({ provider, issuer }: Required, identity: Required): boolean {
  return identity.provider === provider && (issuer === null || identity.issuer === issuer);
}

/** Whether the programme lets in people of an Entra tenant (U10). */
export function isOpenTo(tenant: string): boolean {
  const { ENTRA_TENANTS } = getConfig();
  return ENTRA_TENANTS.length === 0 || ENTRA_TENANTS.includes(tenant);
}

/** What issues the identities of an Entra tenant. */
export function issuerOfTenant(tenant: string): string {
  return `${getConfig().ENTRA_AUTHORITY}/${tenant.toLowerCase()}/v2.0`;
}

/** The tenant whose identities an issuer of Entra issues; null: it is another cloud's. */
export function tenantOfIssuer(issuer: string): string | null {
  const [, tenant] = /\/([0-9a-f-]{36})\/v2\.0$/.exec(issuer) ?? [];
  return tenant !== undefined && issuerOfTenant(tenant) === issuer ? tenant : null;
}
