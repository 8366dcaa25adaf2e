import type { Ctx } from "../ctx";
import { Refusal } from "../errors";
import { keepProgramme } from "./keep-programme";
import { hasRates } from "./queries";
import type { CurrencyInput } from "./schema";

/**
 * P13: an administrator says in which currency the programme pays, before it has a rate.
 * Refuses like `keepProgramme`, and with `currency_fixed` once there is a rate.
 */
export async function changeCurrency(
  ctx: Ctx,
  { revision, currency }: CurrencyInput,
): Promise<void> {
  await keepProgramme(ctx, {
    revision,
    names: ["currency"],
    wanted: { currency },
    standing: (settings) => settings,
    set: { currency },
    check: async (tx, _, before) => {
      if (!(await hasRates(tx))) return;
      const params = { currency: before.currency };
      throw new Refusal("currency_fixed", { field: "currency", params });
    },
  });
}
