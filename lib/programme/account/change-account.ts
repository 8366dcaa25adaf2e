import { programmeAccounts } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { keysFor } from "../../keys";
import { seal } from "../../seal";
import { getSettings, lockProgramme } from "../queries";
import { accountPlace } from "./open-account";
import { findAccount } from "./queries";
import type { AccountInput } from "./schema";

/**
 * P30: an administrator says from which account the programme pays. Of the account itself people see the last four
 * characters again, and nothing else.
 * Refuses with `sign_in_again` (U13), with `not_found` before the programme was set up, and with `changed_meanwhile`.
 */
export async function changeAccount(
  ctx: Ctx,
  { revision: seen, accountName: name, iban, bic }: AccountInput,
): Promise<void> {
  authorize(ctx, "settings.programme");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    await lockProgramme(tx);
    const settings = await getSettings(tx);
    if (!settings) throw new Refusal("not_found");
    const before = await findAccount(tx);
    if ((before?.version ?? 0) !== seen)
      throw changedBy(before?.givenByName, [
        { field: "accountName", code: "stands_now", params: { value: before?.name ?? "–" } },
        { field: "iban", code: "stands_now", params: { value: `•••• ${before?.lastFour ?? ""}` } },
        { field: "bic", code: "stands_now", params: { value: before?.bic || "–" } },
      ]);
    const version = seen + 1;
    const lastFour = iban.slice(-4);
    await tx.db.insert(programmeAccounts).values({
      ...{ version, name, bic, lastFour, givenAt: tx.now, givenBy: tx.actor.userId },
      keyId: keysFor("payee")[0].id,
      sealed: seal("payee", accountPlace(version), iban),
    });
    type Shown = { name: string; bic: string; lastFour: string };
    const shown = (account: Shown | undefined): Record<string, string> =>
      account
        ? { accountName: account.name, iban: `•••• ${account.lastFour}`, bic: account.bic }
        : {};
    await record(tx, {
      event: "programme.account_changed",
      subjectId: settings.id,
      data: { before: shown(before), after: shown({ name, bic, lastFour }) },
    });
  });
}
