import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { SecurityView } from "@/lib/views/account/security";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";

type Props = { view: Pick<SecurityView, "ways" | "providers">; unlink: FormAction };

/** U10, U11: what somebody signs in with beside the mailed link, and what they can link. */
export function Ways({ view: { ways, providers }, unlink }: Props) {
  const t = useTranslations("account.security");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  if (ways.length === 0 && providers.length === 0)
    return (
      <Card title={t("ways")}>
        <p>{t("noProviders")}</p>
      </Card>
    );
  return (
    <Card title={t("ways")}>
      <p>{t("waysIntro")}</p>
      {ways.length === 0 ? <p>{t("none")}</p> : null}
      <ul>
        {ways.map(({ id, label, name, linkedAt, lastUsedAt }) => (
          <li key={id}>
            <strong>{label}</strong> {name}
            <br />
            <small>
              {t("since", { when: format.instant(linkedAt, zone) })}
              {lastUsedAt ? `, ${t("used", { when: format.instant(lastUsedAt, zone) })}` : null}
            </small>
            <Form action={unlink}>
              <Hidden values={{ id }} />
              <SubmitButton variant="default">
                {t("unlinkOf", { provider: label, name })}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      <div className="buttons">
        {providers.map(({ id, label }) => (
          <form key={id} method="post" action={`/api/auth/signin/${id}`}>
            <input type="hidden" name="link" value="1" />
            <Button type="submit">{t("link", { provider: label })}</Button>
          </form>
        ))}
      </div>
    </Card>
  );
}
