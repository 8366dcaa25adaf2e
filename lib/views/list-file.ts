import type { Ctx } from "../ctx";
import { Refusal } from "../errors";
import { searchOf } from "../lists/search-of";
import { viewOf } from "../people/saved-views/schema";
import { attentionFile } from "./files/attention";
import type { Asked, ListSheet } from "./files/asked";
import { claimsFile } from "./files/claims";
import { customersFile } from "./files/customers";
import { historyFile } from "./files/history";
import { opportunitiesFile } from "./files/opportunities";
import { partnersFile } from "./files/partners";
import { queueFile } from "./files/queue";
import { tenantsFile } from "./files/tenants";

/** The lists of which views are kept (K3), by their addresses; of a workshop, its slug stands for `*`. */
const files: Readonly<Record<string, (ctx: Ctx, asked: Asked) => Promise<ListSheet>>> = {
  "/claims": claimsFile,
  "/attention": attentionFile,
  "/opportunities": opportunitiesFile,
  "/engagements/*/customers": customersFile,
  "/engagements/*/history": historyFile,
  "/programme/claims": queueFile,
  "/programme/tenants": tenantsFile,
  "/programme/partners": partnersFile,
};

/**
 * K4: a list as it is looked at, as a table for a file: its rows with its filters and in its order, of the columns that are
 * not left out, as far as the reader may see them now. Refuses with `not_found`: no list; and as the list does.
 * @param of the list's address
 */
export async function listFile(
  ctx: Ctx,
  { of, locale }: { of: string | null; locale: Asked["locale"] },
): Promise<ListSheet> {
  const seen = viewOf(of);
  const [, slug = ""] = /^\/engagements\/([^/]+)\//.exec(seen?.path ?? "") ?? [];
  const file = files[(seen?.path ?? "").replace(/^(\/engagements\/)[^/]+/, "$1*")];
  if (!seen || !file) throw new Refusal("not_found");
  return file(ctx, { search: searchOf(new URLSearchParams(seen.query)), locale, slug });
}
