import { getConfig } from "../config";

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

/** The providers that are set up, Entra first. */
export function listProviders(): readonly Provider[] {
  const { ENTRA_CLIENT_ID, OIDC_PROVIDERS } = getConfig();
  // Whoever makes a tenant writes any address into it: Entra is trusted for no domain.
  const entra = { id: "entra", label: "Microsoft", trustedDomains: [] };
  return [...(ENTRA_CLIENT_ID ? [entra] : []), ...OIDC_PROVIDERS];
}

/** U11 (c): the address by which an identity may be linked the first time; null: by none. */
export function trustedAddress({ provider, email, emailVerified }: Identity): string | null {
  if (!emailVerified || email === null) return null;
  const domain = email.toLowerCase().split("@")[1] ?? "";
  const trusts = listProviders().find(({ id }) => id === provider)?.trustedDomains ?? [];
  return trusts.includes(domain) ? email : null;
}
