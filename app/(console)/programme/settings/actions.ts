"use server";
import { refresh } from "next/cache";
import { changeAccount } from "@/lib/programme/account/change-account";
import { accountInput } from "@/lib/programme/account/schema";
import { changeCurrency } from "@/lib/programme/change-currency";
import { changeLogo } from "@/lib/programme/change-logo";
import { changeSettings } from "@/lib/programme/change-settings";
import { currencyInput, logoInput, noLogoInput, settingsInput } from "@/lib/programme/schema";
import { formAction } from "@/lib/web/action";
import type { FormState } from "@/lib/web/form-state";
import { withFile } from "@/lib/web/lines-of-file";

const at = () => "/programme/settings";

export const change = formAction({
  schema: settingsInput,
  at,
  run: async (ctx, input) => {
    await changeSettings(ctx, input);
    return shown("saved");
  },
});

export const payIn = formAction({
  schema: currencyInput,
  at,
  run: async (ctx, input) => {
    await changeCurrency(ctx, input);
    return "/programme/settings?done=currency";
  },
});

export const payFrom = formAction({
  schema: accountInput,
  at,
  secret: ["iban"],
  run: async (ctx, input) => {
    await changeAccount(ctx, input);
    return "/programme/settings?done=account#account";
  },
});

const useNow = formAction({
  schema: logoInput,
  at,
  secret: ["logo"],
  run: async (ctx, input) => {
    await changeLogo(ctx, input);
    return shown("logo");
  },
});

/** The file of the form is its field `logo`. */
export async function setLogo(state: FormState, data: FormData): Promise<FormState> {
  return useNow(state, await withFile(data, "logo"));
}

export const removeLogo = formAction({
  schema: noLogoInput,
  at,
  run: async (ctx, { revision }) => {
    await changeLogo(ctx, { logo: null, revision });
    return shown("logo");
  },
});

/** The frame of the page that is open shows the change as well. */
function shown(done: "saved" | "logo"): string {
  refresh();
  return `/programme/settings?done=${done}`;
}
