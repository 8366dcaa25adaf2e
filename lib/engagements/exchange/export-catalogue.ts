import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import { fileOf, textOf } from "./file.rules";
import { loadStanding } from "./queries";

/** P16: the whole catalogue as one file, for whoever reads it in the console. Drafts of next versions are not in it. */
export async function exportCatalogue(ctx: Ctx): Promise<string> {
  authorize(ctx, "programme.catalogue");
  return reading(ctx, async (tx) => textOf(fileOf(await loadStanding(tx))));
}
