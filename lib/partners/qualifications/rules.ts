/** What a location has been qualified for, with the first day and the last; null: no end is known. */
export type Qualification = { qualification: string; validFrom: string; validUntil: string | null };

/** P26: what counts on a day of the location: up to and with the last day, and no more from the next one on. */
export function qualificationsOn(day: string, all: readonly Qualification[]): string[] {
  const counting = all.filter(
    ({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || day <= validUntil),
  );
  return [...new Set(counting.map(({ qualification }) => qualification))].sort();
}

/** Whether two spells of one qualification share a day. */
export function overlaps(one: Qualification, other: Qualification): boolean {
  return (
    one.qualification === other.qualification &&
    (one.validUntil === null || other.validFrom <= one.validUntil) &&
    (other.validUntil === null || one.validFrom <= other.validUntil)
  );
}
