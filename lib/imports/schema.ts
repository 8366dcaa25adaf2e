import { z } from "zod";
import { importKinds } from "@/db/schema/states";
import { paragraphs, revision } from "../input";

export { importKinds };
export type ImportKindName = (typeof importKinds)[number];

/** The largest file of each form, in bytes (P19). */
export const CSV_BYTES = 100 * 1024 * 1024;
export const WORKBOOK_BYTES = 20 * 1024 * 1024;

export const importId = z.guid("not_found");
export const importKind = z.enum(importKinds, "not_found");

/** What somebody says about how a file is written; "" leaves it to be recognised (P20). */
export const encodingChoices = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export const separatorChoices = ["comma", "semicolon", "tab", "bar"] as const;
export const decimalChoices = ["comma", "point"] as const;

const or = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z
    .enum(["", ...choices] as const)
    .catch("")
    .transform((choice): T[number] | undefined => (choice === "" ? undefined : choice));

/** P23: that the file is the whole list. */
const wholeList = z
  .enum(["", "yes"])
  .or(z.boolean().transform((said) => (said ? ("yes" as const) : ("" as const))))
  .catch("")
  .transform((said) => said === "yes");

export const importOptions = z.object({
  wholeList,
  encoding: or(encodingChoices),
  separator: or(separatorChoices),
  decimals: or(decimalChoices),
});
export type ImportOptions = z.output<typeof importOptions>;

/**
 * `pass`: which look at the file was on the page (P4).
 * P23: that what a file leaves out is removed, with how many that are, typed, and why, where people are told.
 */
export const beginImportInput = z.object({
  id: importId,
  pass: revision,
  remove: z.string().trim().optional(),
  reason: z.string().default("").pipe(paragraphs(1_000)),
});

/** P20: how the file is read, and which of its columns is which: `column-0` is what the first one is. */
export const correctImportInput = importOptions
  .extend({ id: importId, pass: revision })
  .catchall(z.unknown());
export const importInput = z.object({ id: importId });
