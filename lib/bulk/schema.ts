import { z } from "zod";
import { bulkKinds } from "@/db/schema/states";
import { ownEndReasons } from "../consent/rules";
import { claimNumber, oneOrMore } from "../input";
import { locales } from "@/messages/languages";

export { bulkKinds, ownEndReasons };
export type BulkKindName = (typeof bulkKinds)[number];

/** B7: a run that sends more e-mails than this is begun with their number, typed. */
export const TYPED_ABOVE = 50;

export const runKey = z.guid("not_found");
export const bulkKind = z.enum(bulkKinds, "not_found");
const slug = z.string().regex(/^[a-z0-9-]{1,100}$/, "not_found");
const text = (max: number) => z.string().max(max).catch("").default("");

/** Which lists rows are chosen on, and what stands in the value of a row's box there. */
export const bulkLists = ["customers", "opportunities", "claims"] as const;
export type BulkList = (typeof bulkLists)[number];

/** A box of a list: "<workshop>:<tenant>", or a claim's number. */
const pair = z
  .string()
  .max(200)
  .transform((said, context) => {
    const [workshop, tenantId] = said.split(":");
    const read = z.object({ slug, tenantId: z.guid() }).safeParse({ slug: workshop, tenantId });
    if (read.success) return read.data;
    context.addIssue({ code: "custom", message: "not_found" });
    return z.NEVER;
  });

/** B2: how the rows of a run were chosen. */
export const choice = z.discriminatedUnion("by", [
  z.object({ by: z.literal("pairs"), pairs: z.array(z.object({ slug, tenantId: z.guid() })) }),
  z.object({ by: z.literal("claims"), numbers: z.array(z.int()) }),
  /** The filter, as its list's address has it; not what it found. */
  z.object({
    by: z.literal("filter"),
    list: z.enum(bulkLists),
    slug: slug.nullable(),
    /** Null: forgotten (O23, O24), so that nobody knows any more what it found. */
    query: z.string().max(4_000).nullable(),
  }),
  z.object({ by: z.literal("file") }),
  z.object({ by: z.literal("run"), id: z.guid(), which: z.enum(["failed", "done"]) }),
]);
export type Choice = z.output<typeof choice>;

/** What is done to each of the rows. */
export const bulkOptions = z.object({
  /** The id of a location; "": each customer's own. */
  location: text(40),
  /** Slugs of the workshops that a file's rows are about where they do not say so themselves. */
  workshops: oneOrMore
    .pipe(z.array(z.string().max(100)).max(200))
    .catch([])
    .default([]),
  /** Whom a customer can turn to at the partner. */
  partnerName: text(200),
  partnerEmail: text(320),
  partnerPhone: text(40),
  /** In which language a contact is asked of whom nobody knows it. */
  language: z
    .enum(["", ...locales])
    .catch("")
    .default(""),
  /** Why rounds are ended (D29). */
  reason: z
    .enum(["", ...ownEndReasons])
    .catch("")
    .default(""),
  /** To whom rounds are given. */
  owner: z
    .union([z.guid(), z.literal("")])
    .catch("")
    .default(""),
});
export type BulkOptions = z.output<typeof bulkOptions>;

/** How many boxes a form can hold. */
export const BOXES = 1_000;

/** Rows that were ticked on a list, or all that its filter finds, and what is done to them. */
export const chooseInput = bulkOptions.extend({
  kind: bulkKind,
  list: z.enum(bulkLists, "not_found"),
  /** The workshop whose customers the list shows. */
  slug: z.union([slug, z.literal("")]).default(""),
  row: oneOrMore.prefault([]),
  all: z.enum(["", "yes"]).catch("").default(""),
  /** Longer, it would find more than was meant. */
  query: z.string().max(4_000, "not_found").default(""),
});
export type ChooseInput = z.output<typeof chooseInput>;

export const pairsOf = z.array(pair);
export const numbersOf = z.array(claimNumber);

/** The same rows with other options, or those of another run. */
export const anewInput = bulkOptions.extend({ id: runKey });
export const fromRunInput = z.object({
  id: runKey,
  kind: bulkKind,
  which: z.enum(["failed", "done"], "not_found"),
  reason: bulkOptions.shape.reason,
});

const position = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, "not_found")
  .transform(Number);
const positions = oneOrMore.prefault([]).pipe(z.array(position).max(1_000));

/** B3: which of the rows that a page shows stay in. */
export const takeOutInput = z.object({
  id: runKey,
  shown: positions,
  keep: positions,
  /** The part of the rows that the page shows. */
  show: text(20),
  after: text(2_000),
});

/** B7: `mails`: how many e-mails go out, typed. */
export const beginRunInput = z.object({ id: runKey, mails: z.string().trim().default("") });
export const stopRunInput = z.object({ id: runKey, how: z.enum(["pause", "stop"], "not_found") });

/** Which rows of a run a page shows. */
export const rowsQuery = z.object({
  show: z.enum(["", "will", "already", "not", "out", "done", "refused"]).catch(""),
  after: z.string().nullable().catch(null).default(null),
});
export type RowsQuery = z.output<typeof rowsQuery>;

/** What else a verb takes for a row. */
export const rowDetails = z.object({
  contact: z
    .object({
      firstName: z.string(),
      lastName: z.string(),
      title: z.string(),
      email: z.string(),
      contactReason: z.string(),
      language: z.string(),
    })
    .optional(),
  /** Of a customer who is added: the address, an identifier, and why the two do not fit. */
  email: z.string().optional(),
  identifier: z.string().optional(),
  reason: z.string().optional(),
  claimNumber: z.int().optional(),
  /** Who had the round when it was looked at. */
  ownerId: z.guid().nullable().optional(),
});
export type RowDetails = z.output<typeof rowDetails>;
