import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { getSettings, hasRates, type Settings } from "../../programme/queries";

export type SettingsView = Pick<
  Settings,
  | "name"
  | "senderName"
  | "organisation"
  | "address"
  | "email"
  | "privacy"
  | "keptYears"
  | "operatorsFactor"
  | "approverPays"
  | "currency"
  | "revision"
> & {
  changed: { at: Date; by: string } | null;
  /** P13: there are rates in its currency. */
  currencyStays: boolean;
  /** Whether the reader is an administrator, who may change them (P5). */
  mayChange: boolean;
};

/** P3: who runs the programme, for its staff. Refuses with `not_found` before it was set up. */
export async function programmeSettings(tx: Tx): Promise<SettingsView> {
  authorize(tx, "programme.read");
  const settings = await getSettings(tx);
  if (!settings) throw new Refusal("not_found");
  const { changedByName: by, changedAt: at, ...fields } = settings;
  return {
    ...fields,
    currencyStays: await hasRates(tx),
    changed: by === null ? null : { at, by },
    mayChange: mayDo(tx.actor, "settings.programme"),
  };
}
