import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { programmeContact } from "@/lib/views/programme/contacts";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { TabTitle } from "../customers/wizard-frame";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextArea } from "../ui/text-field";

type Props = {
  view: Awaited<ReturnType<typeof programmeContact>>;
  action: FormAction;
  kept: FormValues | null;
};

/** D19: one contact outside of the customer's domains: who it is, why, and the programme's word. */
export function ContactDecision({ view, action, kept }: Props) {
  const t = useTranslations("programme.contacts");
  const common = useTranslations("common");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const title = t("ofContact", { name: view.contactName, email: view.contactEmail });
  const until = format.day({ at: lastMoment(view.consentDueAt), zone: view.timeZone });
  const when = format.instant(view.askedAt, zone);
  return (
    <Card title={title}>
      <SummaryList
        rows={[
          { label: t("customer"), value: view.tenantName },
          { label: t("domains"), value: view.domains.join(", ") || t("noDomains") },
          { label: t("partner"), value: view.partnerName },
          { label: t("workshop"), value: view.workshopName },
          { label: t("reason"), value: view.reason },
          { label: t("asked"), value: t("askedBy", { when, name: view.askedByName }) },
          { label: t("until"), value: until },
        ]}
      />
      {view.own ? (
        <>
          <TabTitle title={title} />
          <MessageBar>{t("own")}</MessageBar>
        </>
      ) : (
        <Form action={action} title={title} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ release: view.id }} />
          <RadioGroup
            name="decision"
            label={t("decision")}
            required
            options={(["released", "refused"] as const).map((value) => ({
              value,
              label: t(value),
            }))}
          />
          <TextArea
            name="note"
            label={t("note")}
            hint={t("noteHint")}
            required="sometimes"
            maxLength={2_000}
          />
          <Final />
          <div className="buttons">
            <SubmitButton>{t("submit")}</SubmitButton>
            <LinkButton variant="subtle" href={`/programme/contacts?again=${view.id}`}>
              {common("cancel")}
            </LinkButton>
          </div>
        </Form>
      )}
    </Card>
  );
}
