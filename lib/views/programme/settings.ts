import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import { listHistoryOf, type Act } from "../../audit/history";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { addressOf } from "../../mail/address";
import { findAccount, type ProgrammeAccount } from "../../programme/account/queries";
import { getSettings, hasRates, type Settings } from "../../programme/queries";
import type { settingsFields } from "../../programme/schema";

export type SettingsView = Pick<
  Settings,
  keyof typeof settingsFields.shape | "currency" | "revision"
> & {
  /** The address of the logo; null: there is none. */
  logo: string | null;
  /** Where the privacy statement stands when its text is kept here, as people type it. */
  privacyAddress: string;
  /** What was changed, by whom and when (P4). */
  history: Act[];
  /** P30: from which account it pays; null: nobody has said so. */
  account: ProgrammeAccount | null;
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
  const { logoHash, logoType, ...fields } = settings;
  return {
    ...fields,
    logo: logoHash && logoType && `/brand/${logoHash}.${logoType}`,
    privacyAddress: addressOf.privacy().replace(/^https?:\/\//, ""),
    history: await listHistoryOf(tx, "programme", settings.id),
    account: (await findAccount(tx)) ?? null,
    currencyStays: await hasRates(tx),
    mayChange: mayDo(tx.actor, "settings.programme"),
  };
}
