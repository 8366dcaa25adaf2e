import { sql } from "drizzle-orm";
import type { Readable } from "node:stream";
import { z } from "zod";
import { workshopClaims } from "@/db/schema";
import { authorize } from "../access/authorize";
import { getDocument } from "../claims/documents/queries";
import { scope } from "../claims/lock-claim";
import { getConfig } from "../config";
import { reading, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import type { FileStore } from "../files/store";
import { filePages } from "../lists/file";
import { chosenTargets } from "./chosen";
import { choiceOf } from "./make-run";
import type { ChooseInput } from "./schema";

/** So many claims are looked up in one statement. */
const PORTION = 100;

const claim = z.object({
  number: z.number(),
  customer: z.string(),
  documents: z.array(
    z.object({ id: z.guid(), requirement: z.string(), name: z.string(), at: z.coerce.date() }),
  ),
});
type Document = z.output<typeof claim>["documents"][number];

/** Why a document, or all of a claim's, is not there. */
export type LeftOut = "unknown" | "none" | "gone" | "infected" | "away";
export type ChosenDocument = { number: number; customer: string } & (
  | { document: Document; bytes: Readable }
  | { document: Document | null; why: LeftOut }
);

/**
 * B1: which claims were chosen, as a list's boxes or its filter have it. Refuses with `no_role`, `bulk_choose_rows`,
 * `bulk_too_many`, and `not_found` for what is no claim's number.
 */
export async function chosenClaims(
  ctx: Ctx,
  asked: Pick<ChooseInput, "all" | "query" | "row">,
): Promise<{ ctx: Ctx<PartnerUser>; numbers: number[] }> {
  authorize(ctx, "claims.read");
  const choice = choiceOf({ list: "claims", slug: "", ...asked });
  const max = getConfig().BULK_ROWS;
  if (choice.by === "claims") return { ctx, numbers: [...new Set(choice.numbers)] };
  if (choice.by !== "filter") throw new Refusal("not_found");
  const found = await chosenTargets(ctx, choice, { most: max, of: "claim" });
  if (found.length > max) throw new Refusal("bulk_too_many", { params: { max } });
  return { ctx, numbers: found.flatMap(({ details }) => details.claimNumber ?? []) };
}

/**
 * B1: the documents of claims, one after the other as the reader takes them, each as it stands and as far as the reader may
 * open it at that moment; of what is not there, why. Breaks off with `no_role` where the reader's rights change meanwhile.
 */
export async function* documentsOf(
  ctx: Ctx<PartnerUser>,
  files: FileStore,
  numbers: readonly number[],
): AsyncGenerator<ChosenDocument, void> {
  const pages = filePages(ctx, async (tx, after: number | null) => {
    const from = after ?? 0;
    const some = numbers.slice(from, from + PORTION);
    const next = from + PORTION < numbers.length ? from + PORTION : null;
    return { rows: await claimsWith(tx, some), next };
  });
  for await (const claims of pages)
    for (const { documents, ...claim } of claims) {
      if (documents === null) yield { ...claim, document: null, why: "unknown" };
      else if (documents.length === 0) yield { ...claim, document: null, why: "none" };
      else
        for (const document of documents)
          yield { ...claim, document, ...(await opened(ctx, files, claim.number, document.id)) };
    }
}

async function claimsWith(tx: Tx<PartnerUser>, numbers: readonly number[]) {
  const { rows } = await tx.db.execute(sql`
    select ${workshopClaims.number}, t.name as customer, (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'requirement', d.requirement,
      'name', d.name, 'at', d.uploaded_at) order by d.uploaded_at, d.id), '[]') from claim_documents d
      where d.partner_id = ${workshopClaims.partnerId} and d.claim_id = ${workshopClaims.id} and d.removed_at is null) as documents
    from ${workshopClaims} join tenants t on t.id = ${workshopClaims.tenantId}
    where ${workshopClaims.number} = any(${sql.param(numbers)}::integer[]) and ${scope(tx.actor)}`);
  const known = new Map(
    z
      .array(claim)
      .parse(rows)
      .map((one) => [one.number, one]),
  );
  return numbers.map((number) => known.get(number) ?? { number, customer: "", documents: null });
}

/** The same rule as of the document alone, asked when its turn comes. */
async function opened(
  ctx: Ctx<PartnerUser>,
  files: FileStore,
  number: number,
  documentId: string,
): Promise<{ bytes: Readable } | { why: LeftOut }> {
  try {
    const { sha256 } = await reading(ctx, (tx) => getDocument(tx, { number, documentId }));
    const bytes = await files.read(sha256);
    return bytes ? { bytes } : { why: "away" };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "file_infected") return { why: "infected" };
    if (error.code === "not_found") return { why: "gone" };
    throw error;
  }
}
