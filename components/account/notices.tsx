import { useTranslations } from "next-intl";
import { cadences } from "@/lib/people/notices/schema";
import type { NoticesView } from "@/lib/views/account/notices";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { CheckboxGroup, RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";

type Props = { view: NoticesView; save: FormAction; kept: FormValues | null };

/** K7: how often somebody gets a digest, which notices come, and which always do and why. */
export function Notices({ view: { digest, notices, hour }, save, kept }: Props) {
  const t = useTranslations("account.notices");
  const values = kept ?? {
    digest,
    notices: notices.flatMap(({ key, on }) => (on ? [key] : [])),
  };
  return (
    <Form action={save} title={t("title")} initial={{ values, errors: [] }}>
      <Card title={t("digest")}>
        <p>{t("digestText")}</p>
        {hour === null ? <MessageBar tone="warning">{t("noDigests")}</MessageBar> : null}
        <RadioGroup
          name="digest"
          label={t("howOften")}
          required
          options={cadences.map((value) => ({
            value,
            label: t(`cadence.${value}`),
            ...(hour !== null && value !== "off" && { hint: t(`when.${value}`, { hour }) }),
          }))}
        />
      </Card>
      <Card title={t("notices")}>
        <CheckboxGroup
          name="notices"
          label={t("which")}
          options={notices.map(({ key }) => ({
            value: key,
            label: t(`optional.${key}`),
            hint: t(`optionalHint.${key}`),
          }))}
        />
        <p>{t("duties")}</p>
        <ul>
          {(["decisions", "customers", "deadlines", "money", "account"] as const).map((key) => (
            <li key={key}>{t(`duty.${key}`)}</li>
          ))}
        </ul>
        <div className="buttons">
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </Card>
    </Form>
  );
}
