import { useLocale, useTranslations } from "next-intl";
import { personName } from "@/lib/input";
import type { AskView } from "@/lib/views/ask-screens";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { CustomerName } from "../customers/customer-name";
import { WizardButtons } from "../customers/wizard-buttons";
import { consentPath, listAgain } from "../customers/wizard-paths";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SummaryList } from "../ui/summary-list";
import { languageWords } from "@/messages/format/names";
import { isLocale, locales } from "@/messages/languages";

type Props = {
  action: FormAction;
  title: string;
  screen: Extract<AskView["screen"], { kind: "review" }>;
  view: AskView;
  from: "customers" | "attention";
};

/** S52: everything once more, then "Send for consent". */
export function AskReview({ action, title, screen, view, from }: Props) {
  const t = useTranslations("wizards");
  const locale = useLocale();
  const format = formats(locale);
  const { values, draft, correcting, outside } = screen;
  const { engagement, associationId, tenant, location, until, timeZone } = view;
  const { slug } = engagement;
  const name = personName(values.firstName.trim(), values.lastName.trim());
  const back = consentPath(slug, associationId, correcting ? "contact" : "start", { draft });
  const date = format.day(until);
  const lines = (...parts: string[]) =>
    parts.filter(Boolean).map((part) => <div key={part}>{part}</div>);
  return (
    <Form action={action} title={title}>
      <Hidden values={{ slug, association: associationId, draft }} />
      {correcting ? (
        <MessageBar tone="warning">{t("ask.correcting", correcting)}</MessageBar>
      ) : null}
      {outside?.waits ? (
        <MessageBar tone="warning" title={t("ask.waitsTitle")}>
          {t("ask.waits")}
        </MessageBar>
      ) : null}
      <div>
        <h2>{t("ask.review.title")}</h2>
        <p>{t("ask.review.intro", { name })}</p>
      </div>
      <SummaryList
        rows={[
          {
            label: t("fields.customer"),
            value: <CustomerName id={tenant.id}>{tenant.name}</CustomerName>,
          },
          { label: t("fields.workshop"), value: engagement.name },
          { label: t("fields.location"), value: `${location.name}, ${location.city}` },
          {
            label: t("fields.contact"),
            value: lines(name, values.title.trim(), values.email.trim()),
            changeHref: back,
          },
          ...(outside
            ? [{ label: t("fields.contactReason"), value: outside.reason, changeHref: back }]
            : []),
          {
            label: t("fields.language"),
            value: languageWords(locale, isLocale(values.language) ? values.language : locales[0]),
            changeHref: back,
          },
          {
            label: t("fields.partnerContact"),
            value: lines(
              values.partnerName.trim(),
              values.partnerEmail.trim(),
              values.partnerPhone.trim(),
            ),
            changeHref: back,
          },
          {
            label: t("fields.until"),
            value: t("ask.untilValue", { date, zone: format.zoneOf(until, timeZone) }),
          },
        ]}
      />
      <p className="hint">{t("ask.review.reminders")}</p>
      <WizardButtons
        submit={t("ask.submit")}
        backHref={back}
        cancelHref={
          correcting
            ? consentPath(slug, associationId, "start")
            : listAgain(from, slug, associationId)
        }
      />
    </Form>
  );
}
