import { readableDomains } from "../readable";

/** E-mail domains as people write them: punycode in its own script. */
export function readable(domains: readonly string[]): string[] {
  return domains.map(readableDomains);
}

/** A location's name as its own people say it: without the company's, which all of them begin with. */
export function placeName(location: string, partnerName: string): string {
  const start = `${partnerName} `;
  return location.startsWith(start) ? location.slice(start.length) : location;
}
