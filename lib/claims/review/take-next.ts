import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { listQueue } from "./list";
import { queueQuery, type NextInput } from "./schema";
import { startReview } from "./start-review";

/**
 * "Next claim": the actor has the first claim in hand that nobody has, in the order and among those
 * that they look at; one that somebody else is quicker with is passed over.
 * @param input the search, order and filters of the queue
 * @returns its claim ID; null: none is left
 */
export async function takeNext(ctx: Ctx, input: NextInput): Promise<number | null> {
  authorize(ctx, "claims.review");
  const query = queueQuery.parse({ ...input, status: "submitted" });
  const { rows } = await reading(ctx, (tx) => {
    authorize(tx, "claims.review");
    return listQueue(tx, query);
  });
  for (const { number } of rows) if (await isOurs(ctx, number)) return number;
  return null;
}

const late: readonly string[] = ["under_review_by", "claim_moved", "not_found"];

async function isOurs(ctx: Ctx, number: number): Promise<boolean> {
  try {
    await startReview(ctx, { number });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.errors.every(({ code }) => late.includes(code)))
      return false;
    throw error;
  }
}
