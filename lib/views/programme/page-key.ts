/** Where a list goes on, newest first: behind this instant and id. */
export type PageKey = { at: Date; id: string };

/** Reads `?after=` of a list by time; null for anything that we did not write. */
export function readPageKey(after: string | undefined): PageKey | null {
  const [, time, id] = /^(\d{1,15})~([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  return time === undefined || id === undefined ? null : { at: new Date(Number(time)), id };
}

/** `?after=` for the page behind a row. */
export function writePageKey(row: { createdAt: Date; id: string }): string {
  return `${row.createdAt.getTime()}~${row.id}`;
}
