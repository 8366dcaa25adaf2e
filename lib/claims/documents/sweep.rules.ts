/** What a sweep did. */
export type Swept = {
  /** Why it took nothing: the store does not say whose it is, or says that it is another's. */
  why: "no_mark" | "other_mark" | null;
  /** Files that were set aside, and those that nobody needs but that were too many for one night. */
  taken: number;
  left: number;
  /** Of those set aside before: needed after all, and gone for good. */
  putBack: number;
  forgotten: number;
  /** What broken uploads had left. */
  received: number;
};

/** The sixteenth of the store that is gone through in a night: what the hashes begin with. */
export function partOf(now: Date): string {
  return (Math.floor(now.getTime() / 86_400_000) % 16).toString(16);
}

/** How many of so many files a night may take: one in a hundred, but a handful of a small store. */
export function shareOf(seen: number): number {
  return Math.max(5, Math.ceil(seen / 100));
}
