import { databaseError } from "@/lib/errors";

/** What went wrong, without the statement that failed and its values: these are people's. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return databaseError(error) && cause instanceof Error ? cause.message : error.message;
}
