import { useTranslations } from "next-intl";
import type { SettingUp } from "@/lib/views/account/factors";
import type { FormAction } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { PasskeyButton } from "./passkey-button";

type Props = {
  view: SettingUp & { goingOn: string };
  title: string;
  setUpApp: FormAction;
  makePasskey: FormAction;
};

/** U13: an app for one-time codes or a passkey, with the recovery codes that are kept beside it. */
export function SetUp({ view, title, setUpApp, makePasskey }: Props) {
  const t = useTranslations("account.factor");
  const { goingOn: callbackUrl, offer, secret, picture, recovery } = view;
  return (
    <>
      <Card title={t("recovery")}>
        <p>{t("recoveryText")}</p>
        <ul>
          {recovery.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("app")}>
        <p>{t("appText")}</p>
        <img src={picture} alt={t("qr")} width={200} height={200} />
        <p>
          {t("key")}: <code>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
        </p>
        <Form action={setUpApp} title={title}>
          <Hidden values={{ callbackUrl, offer }} />
          <TextField
            name="code"
            label={t("appCode")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            required
          />
          <div className="buttons">
            <SubmitButton>{t("setUp")}</SubmitButton>
          </div>
        </Form>
      </Card>
      <Card title={t("passkeyTitle")}>
        <p>{t("passkeyText")}</p>
        <Form action={makePasskey}>
          <Hidden values={{ callbackUrl, offer }} />
          <TextField
            name="name"
            label={t("passkeyName")}
            hint={t("passkeyNameHint")}
            maxLength={60}
            required
          />
          <PasskeyButton kind="add" words={{ button: t("passkeyAdd"), noScript: t("noScript") }} />
        </Form>
      </Card>
    </>
  );
}
