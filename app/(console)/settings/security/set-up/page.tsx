import { getTranslations } from "next-intl/server";
import { makePasskey, setUpApp } from "@/app/sign-in/factor/actions";
import { AccountFrame } from "@/components/account/account-frame";
import { SetUp } from "@/components/factor/set-up";
import { settingUp } from "@/lib/views/account/factors";
import { SET_UP } from "@/lib/web/factor";
import { titledByForm } from "@/lib/web/form-state";
import { showOwn } from "@/lib/web/own-account";

export const metadata = titledByForm;

export default async function SetUpPage() {
  const t = await getTranslations("account.factor");
  const view = await showOwn(settingUp, { at: "/settings/security/set-up" });
  return (
    <AccountFrame page="security">
      <SetUp
        view={{ ...view, goingOn: SET_UP }}
        title={t("app")}
        setUpApp={setUpApp}
        makePasskey={makePasskey}
      />
    </AccountFrame>
  );
}
