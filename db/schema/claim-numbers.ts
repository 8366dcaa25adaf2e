/** Which numbers claims have: those of seven digits, and, as these run short, those of eight. Read here by all who ask. */
export const claimNumbers = [
  { first: 1_000_000, last: 9_999_999 },
  { first: 10_000_000, last: 99_999_999 },
] as const;

export const FIRST_NUMBER = claimNumbers[0].first;
export const LAST_NUMBER = claimNumbers[1].last;
