import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { PasskeyButton } from "./passkey-button";

type Props = {
  view: { goingOn: string; kept: boolean; passkeys: boolean };
  withCode: FormAction;
  withPasskey: FormAction;
};

/** U13: "confirm that it is you", with a passkey or a code. */
export function Prove({ view: { goingOn, kept, passkeys }, withCode, withPasskey }: Props) {
  const t = useTranslations("account.factor");
  return (
    <div>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      {kept ? <MessageBar>{t("kept")}</MessageBar> : null}
      {passkeys ? (
        <Card>
          <Form action={withPasskey}>
            <Hidden values={{ callbackUrl: goingOn }} />
            <PasskeyButton kind="prove" words={{ button: t("passkey"), noScript: t("noScript") }} />
          </Form>
        </Card>
      ) : null}
      <Card>
        <Form action={withCode} title={t("title")}>
          <Hidden values={{ callbackUrl: goingOn }} />
          <TextField
            name="code"
            label={t("code")}
            hint={t("codeHint")}
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
            required
          />
          <div className="buttons">
            <SubmitButton>{t("confirm")}</SubmitButton>
          </div>
        </Form>
      </Card>
      <form method="post" action="/api/auth/signout">
        <Button type="submit" variant="subtle">
          {t("signOut")}
        </Button>
      </form>
    </div>
  );
}
