/** What a check says: `wrong` keeps the product from working, `note` is worth knowing. */
export type Finding = { of: string; is: "good" | "note" | "wrong"; says: string };

const signs = { good: "ok   ", note: "note ", wrong: "WRONG" };

export function lineOf({ of, is, says }: Finding): string {
  return `${signs[is]} ${of.padEnd(9)} ${says}`;
}

export const good = (of: string, says: string): Finding => ({ of, is: "good", says });
export const note = (of: string, says: string): Finding => ({ of, is: "note", says });
export const wrong = (of: string, says: string): Finding => ({ of, is: "wrong", says });

/** Why something did not work, without addresses that may hold a secret. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return code === "Error" ? error.message : code;
}
