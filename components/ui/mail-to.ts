/** The `mailto:` address of a person: what they typed stays an address, and adds no field to the mail. */
export function mailTo(email: string, subject?: string): string {
  const address = `mailto:${encodeURIComponent(email).replaceAll("%40", "@")}`;
  return subject === undefined ? address : `${address}?subject=${encodeURIComponent(subject)}`;
}
