import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import type { CustomerView } from "@/lib/views/customer";
import { formats } from "@/messages/format/formats";
import styles from "../claims/talk.module.css";
import { Card } from "../ui/card";
import { CheckboxGroup } from "../ui/choice-fields";
import { Details } from "../ui/details";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";

type Props = {
  view: CustomerView;
  action: FormAction;
  /** What was typed before a session was lost. */
  kept: FormValues | null;
};

/** K6: what the partner's people wrote about a customer, for themselves alone. */
export function CustomerNotes({ view, action, kept }: Props) {
  const t = useTranslations("customer.notes");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { notes, colleagues } = view.notes;
  return (
    <Card title={t("title")} anchor="notes">
      <p className="hint">{t("intro")}</p>
      <ol className={styles.talk}>
        {notes.map(({ id, author, mentioned, body, createdAt }) => (
          <li key={id}>
            <p>
              <small>
                {t("by", { name: author, when: format.shortInstant(createdAt, zone) })}
                {mentioned.length > 0 ? ` · ${t("for", { names: format.all(mentioned) })}` : null}
              </small>
            </p>
            <p className={styles.words} dir="auto">
              {body}
            </p>
          </li>
        ))}
      </ol>
      <Form action={action} initial={{ values: kept ?? {}, errors: [] }}>
        <Hidden values={{ customer: view.customer.id }} />
        <TextArea name="note" label={t("new")} maxLength={4_000} required />
        {colleagues.length === 0 ? null : (
          <Details summary={t("mention")} open={kept?.mentions !== undefined}>
            <CheckboxGroup
              name="mentions"
              label={t("mentions")}
              hint={t("mentionHint")}
              options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Details>
        )}
        <Final />
        <div className="buttons">
          <SubmitButton variant="default">{t("write")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
