import { createHash } from "node:crypto";
import type { RefusalCode } from "../../errors";
import { domainsOfEmail, isFreeMail, ownerDomain } from "../../tenants/rules";
import { emailDomain, mailboxKey } from "../../input";

/** What decides whether an address may speak for a customer (D19); domains as `asciiDomain` gives them. */
export type ContactFacts = {
  tenantDomains: readonly string[];
  /** Kept with the partner. */
  partnerDomains: readonly string[];
  /** The addresses of the partner's people, also of those who left. */
  people: readonly string[];
  /** Mailboxes of the tenant that the programme forbade the partner to ask, after a report. */
  banned: readonly string[];
};

/**
 * D19, nobody consents for their own customer: why an address can be no contact of a customer of this
 * partner; null: it can. Domains are compared by what somebody registered, so that a sub-domain of
 * the partner's is the partner's.
 * @param partnerEmail the partner's own contact of the same request
 */
export function whyNotContact(
  email: string,
  { partnerDomains, people, banned }: Omit<ContactFacts, "tenantDomains">,
  partnerEmail = "",
): RefusalCode | null {
  const domain = emailDomain(email);
  if (domain === null) return "invalid_email";
  const own = [...people, partnerEmail].map(mailboxKey);
  if (own.includes(mailboxKey(email))) return "contact_own_person";
  if (isBanned(email, { banned })) return "contact_stopped";
  if (isFreeMail(domain)) return "contact_free_mail";
  const persons = [...people, partnerEmail].flatMap((one) => emailDomain(one) ?? []);
  const ours = [...partnerDomains, ...persons];
  return ours.some((one) => ownerDomain(one) === ownerDomain(domain)) ? "contact_own_domain" : null;
}

/** D19: whether an address is at none of the tenant's domains, nor at one below them. */
export function isOutside(email: string, { tenantDomains }: ContactFacts): boolean {
  return !domainsOfEmail(email).some((name) => tenantDomains.includes(name));
}

/** D19: whether the programme forbade the partner to write to an address of this tenant, however it is spelt. */
export function isBanned(email: string, { banned }: Pick<ContactFacts, "banned">): boolean {
  const mailbox = mailboxKey(email);
  return banned.some((one) => one === mailbox || one === markOf(one.split("-")[1] ?? "", mailbox));
}

/** What stands in a ban in place of a mailbox that was removed (O23): the same as the database's `ban_mark`. */
function markOf(salt: string, mailbox: string): string {
  const hash = createHash("sha256").update(`${salt}:${mailbox}`).digest("hex");
  return `banned-${salt}-${hash}@erased.invalid`;
}
