import { bulkRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { getConfig } from "../config";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { enqueue } from "../queue/enqueue";
import { bulkKindOf } from "./kinds";
import { countOfCompany } from "./queries";
import {
  BOXES,
  bulkOptions,
  numbersOf,
  pairsOf,
  type BulkKindName,
  type BulkOptions,
  type Choice,
  type ChooseInput,
} from "./schema";

/**
 * B2, B3: rows of a list, or all that its filter finds, are looked at: a run of its own, of which nothing is done yet.
 * Refuses with `no_role`, `not_found` for what cannot be done there, `bulk_choose_rows` without a row, and
 * `bulk_too_many` for more boxes than a page has.
 * @returns the run's id
 */
export async function makeRun(ctx: Ctx, input: ChooseInput): Promise<string> {
  const kind = bulkKindOf[input.kind];
  authorize(ctx, kind.act);
  if (!kind.lists.includes(input.list)) throw new Refusal("not_found");
  const choice = choiceOf(input);
  return transaction(ctx, (tx) => putRun(tx, { kind: input.kind, choice, options: input }));
}

/** How rows were chosen, as a list's form says it. Refuses as `makeRun`. */
export function choiceOf({
  list,
  slug,
  all,
  query,
  row,
}: Pick<ChooseInput, "list" | "slug" | "all" | "query" | "row">): Choice {
  if (all === "yes") return { by: "filter", list, slug: slug === "" ? null : slug, query };
  if (row.length === 0) throw new Refusal("bulk_choose_rows");
  if (row.length > BOXES) throw new Refusal("bulk_too_many", { params: { max: BOXES } });
  if (list === "claims") return { by: "claims", numbers: read(numbersOf.safeParse(row)) };
  return { by: "pairs", pairs: read(pairsOf.safeParse(row)) };
}

function read<T>(parsed: { success: true; data: T } | { success: false }): T {
  if (!parsed.success) throw new Refusal("not_found");
  return parsed.data;
}

type Made = { kind: BulkKindName; choice: Choice; options: BulkOptions };
type File = { fileName: string; sha256: string; size: number; workbook: boolean };

/** So many dry runs of a company at once for each run that may go on: others have their turn too. */
const LOOKS = 5;

/** A step: writes a run, which the worker looks at first. Refuses with `bulk_looking` (B7). Who speaks for the partner is whoever makes it, unless said. */
export async function putRun(
  tx: Tx<PartnerUser>,
  { kind, choice, options: said, file }: Made & { file?: File },
): Promise<string> {
  const { partnerId, userId, name, email, phone } = tx.actor;
  const max = getConfig().BULK_RUNS * LOOKS;
  if ((await countOfCompany(tx, "looking")) >= max)
    throw new Refusal("bulk_looking", { params: { max } });
  const options = bulkOptions.parse({
    ...said,
    partnerName: said.partnerName || name,
    partnerEmail: said.partnerEmail || email,
    partnerPhone: said.partnerPhone || (said.partnerEmail === "" ? phone : ""),
  });
  const [made] = await tx.db
    .insert(bulkRuns)
    .values({
      ...{ partnerId, number: 0, kind, choice, options, ...file },
      ...{ madeAt: tx.now, madeBy: userId, movedAt: tx.now },
    })
    .returning({ id: bulkRuns.id });
  if (!made) throw new Error("the run was not written");
  await enqueue(tx, "run-bulk", { id: made.id });
  return made.id;
}
