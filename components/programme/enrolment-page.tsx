import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { EnrolmentView } from "@/lib/views/programme/enrolments";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { LocationHistory } from "../locations/location-history";
import { EnrolmentState } from "../locations/location-state";
import { PayeeFacts } from "../locations/payee-facts";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar, Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextArea } from "../ui/text-field";

type Props = {
  view: EnrolmentView;
  actions: { decide: FormAction; decideProfile: FormAction };
  kept: FormValues | null;
  done: string | undefined;
};

const told = ["moved", "valid", "rejected"] as const;

/** P27, P28: one location, to validate where it is paid and to decide about its enrolment. */
export function EnrolmentPage({ view, actions, kept, done }: Props) {
  const zone = useTimeZone() ?? "UTC";
  const t = useTranslations("programme.enrolments");
  const programme = useTranslations("programme");
  const format = formats(useLocale());
  const said = told.find((one) => one === done);
  const may = view.decides === "yes";
  return (
    <>
      <TabTitle title={`${view.name} · ${programme("title")}`} />
      {said ? <Told>{t(`done.${said}`)}</Told> : null}
      <Card title={view.name}>
        <SummaryList
          rows={[
            {
              label: t("partner"),
              value: <a href={`/programme/partners/${view.partnerId}`}>{view.partnerName}</a>,
            },
            { label: t("mpnLabel"), value: view.mpnId },
            { label: t("city"), value: `${view.city}, ${format.country(view.country)}` },
            { label: t("enrolment"), value: <EnrolmentState state={view.enrolment} /> },
          ]}
        />
        {view.decides === "yes" ? null : <MessageBar>{t(view.decides)}</MessageBar>}
      </Card>
      <Card title={t("payee")}>
        <PayeeFacts payee={view.payee} state={view.payeeProfile} zone={zone} />
        {may && view.payeeWaits ? (
          <Verdict view={view} action={actions.decideProfile} kept={kept} />
        ) : null}
      </Card>
      {may ? <Decision view={view} action={actions.decide} kept={kept} /> : null}
      <LocationHistory history={view.history} zone={zone} />
    </>
  );
}

function Verdict({ view, action, kept }: Pick<Props, "view" | "kept"> & { action: FormAction }) {
  const t = useTranslations("programme.enrolments");
  return (
    <Form action={action} initial={{ values: kept ?? {}, errors: [] }}>
      <Hidden values={{ location: view.id, version: String(view.payee?.version ?? 0) }} />
      <RadioGroup
        name="verdict"
        label={t("verdict")}
        required
        options={(["valid", "rejected"] as const).map((value) => ({
          value,
          label: t(`verdicts.${value}`),
        }))}
      />
      <TextArea
        name="fault"
        required="sometimes"
        label={t("fault")}
        hint={t("faultHint")}
        maxLength={2_000}
      />
      <div className="buttons">
        <SubmitButton>{t("say")}</SubmitButton>
      </div>
    </Form>
  );
}

function Decision({ view, action, kept }: Pick<Props, "view" | "kept"> & { action: FormAction }) {
  const t = useTranslations("programme.enrolments");
  const needsPayee = view.enrolment === "validating" && view.payeeProfile !== "valid";
  return (
    <Card title={t("decisionTitle")}>
      {needsPayee ? <p>{t("needsPayee")}</p> : null}
      <Form action={action} initial={{ values: kept ?? {}, errors: [] }}>
        <Hidden values={{ location: view.id, seen: view.enrolment }} />
        <RadioGroup
          name="decision"
          label={t("decision")}
          required
          options={view.decisions.map((value) => ({
            value,
            label: t(`decisions.${value}`),
            hint: t(`decisionHints.${value}`),
          }))}
        />
        <TextArea
          name="reason"
          required="sometimes"
          label={t("reason")}
          hint={t("reasonHint")}
          maxLength={2_000}
        />
        <div className="buttons">
          <SubmitButton>{t("decide")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
