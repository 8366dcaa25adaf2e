/** The `mailto:` address of a person: what they typed stays an address, and adds no field to the mail. */
export function mailTo(email: string, subject?: string): string {
  const at = email.lastIndexOf("@") + 1;
  const encoded = encodeURIComponent(email.slice(0, at)).replaceAll("%40", "@");
  const address = `mailto:${encoded}${domainAsSent(email.slice(at))}`;
  return subject === undefined ? address : `${address}?subject=${encodeURIComponent(subject)}`;
}

/** Mail programs take an internationalised domain in punycode alone. */
function domainAsSent(domain: string): string {
  const url = `http://${encodeURIComponent(domain)}`;
  return URL.canParse(url) ? new URL(url).hostname : encodeURIComponent(domain);
}
