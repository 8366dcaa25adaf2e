import { authorize } from "../access/authorize";
import { getRun } from "../bulk/queries";
import { reading, type Ctx } from "../ctx";

/** Where a run of the actor's company stands, with the part of its rows that was shown. Refuses with `not_found`. */
export async function runAddress(
  ctx: Ctx,
  id: string,
  { show = "", after = "" }: { show?: string; after?: string } = {},
): Promise<string> {
  authorize(ctx, "bulk.read");
  const { number } = await reading(ctx, (tx) => getRun(tx, id));
  const search = new URLSearchParams({ ...(show && { show }), ...(after && { after }) });
  return search.size > 0 ? `/runs/${number}?${search}` : `/runs/${number}`;
}
