import { causesOf } from "@/lib/errors";

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
  const errors = [...causesOf(error)].filter((one) => one instanceof Error);
  const last = errors.at(-1);
  if (last === undefined) return String(error);
  const code = "code" in last && typeof last.code === "string" ? last.code : last.name;
  return code === "Error" ? last.message : code;
}
