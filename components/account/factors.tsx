import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { SecurityView } from "@/lib/views/account/security";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";

type Props = { factors: SecurityView["factors"]; remove: FormAction };

/** U13: what somebody has set up as their second step. */
export function Factors({ factors: { codesSince, passkeys, recoveryLeft }, remove }: Props) {
  const t = useTranslations("account.security");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const some = codesSince !== null || passkeys.length > 0;
  return (
    <Card title={t("factors")}>
      {some ? <p>{t("recoveryLeft", { count: recoveryLeft })}</p> : <p>{t("factorsNone")}</p>}
      <ul>
        {codesSince ? (
          <li>
            {t("codesSince", { when: format.instant(codesSince, zone) })}
            <Remove id="codes" label={t("removeCodes")} remove={remove} />
          </li>
        ) : null}
        {passkeys.map(({ id, name, addedAt }) => (
          <li key={id}>
            {t("passkeySince", { name, when: format.instant(addedAt, zone) })}
            <Remove id={id} label={t("removePasskey", { name })} remove={remove} />
          </li>
        ))}
      </ul>
      <div className="buttons">
        <LinkButton href="/settings/security/set-up">{t("add")}</LinkButton>
      </div>
    </Card>
  );
}

function Remove({ id, label, remove }: { id: string; label: string; remove: FormAction }) {
  return (
    <Form action={remove}>
      <Hidden values={{ id }} />
      <SubmitButton variant="default">{label}</SubmitButton>
    </Form>
  );
}
