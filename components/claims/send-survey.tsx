import { useLocale, useTranslations } from "next-intl";
import type { SendSurveyView } from "@/lib/views/claim/send-survey";
import type { FormAction } from "@/lib/web/form-state";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { ClaimHeader } from "./claim-page";
import { claimPath, editPath } from "./claim-paths";
import { useClaimWords } from "./use-claim-words";
import { languageWords } from "@/messages/format/names";

type Props = { view: SendSurveyView; action: FormAction };

/** D20: what of the customer survey is sent to whom, then the button that sends it. */
export function SendSurvey({ view, action }: Props) {
  const t = useTranslations("surveys.send");
  const { claim, again, why, waits, minutesToResend } = view;
  const title = t(again ? "titleAgain" : "title");
  const sends = why === null && minutesToResend === 0;
  const hidden = { number: String(claim.number), version: String(claim.version) };
  const back = `${claimPath(claim.number)}#surveys`;
  return (
    <>
      <ClaimHeader claim={claim} title={title} />
      <div className="stack">
        {sends ? <p>{t(again ? "introAgain" : "intro")}</p> : <WhyNot view={view} />}
        {waits && sends ? <MessageBar tone="warning">{t("waits")}</MessageBar> : null}
        <SurveyToSend view={view} />
        {sends ? (
          <Form action={action} title={`${title} · ${claim.tenant.name}`}>
            <Hidden values={again ? { ...hidden, kind: "customer" } : hidden} />
            <Final />
            <div className="buttons">
              <SubmitButton>{t(again ? "submitAgain" : "submit")}</SubmitButton>
              <LinkButton href={back}>{t("back")}</LinkButton>
            </div>
          </Form>
        ) : (
          <>
            <TabTitle title={`${title} · ${claim.tenant.name}`} />
            <div className="buttons">
              <LinkButton href={back}>{t("back")}</LinkButton>
            </div>
          </>
        )}
      </div>
    </>
  );
}

/** What stands in the way, with the page that mends it. */
function WhyNot({ view: { claim, why, to, minutesToResend } }: Pick<Props, "view">) {
  const t = useTranslations("surveys.send");
  const section = useTranslations("surveys.section");
  const errors = useTranslations("errors");
  const act = useTranslations("claims.edit");
  if (why === null) return <MessageBar>{section("wait", { minutes: minutesToResend })}</MessageBar>;
  if (why === "contact_refused" || why === "contact_waiting") {
    const standing = why === "contact_refused" ? "refused" : "waiting";
    return (
      <MessageBar
        tone="warning"
        actions={<a href={editPath(claim.number, "customer")}>{section("fixAction")}</a>}
      >
        {section(`withheld.${standing}`, { email: to.email })}
      </MessageBar>
    );
  }
  const days = why === "workshop_days_missing" || why === "workshop_not_begun";
  return (
    <MessageBar
      tone="warning"
      title={t("notNow")}
      actions={
        days ? (
          <a href={editPath(claim.number, "invoice", "workshopFrom")}>{act("invoice.title")}</a>
        ) : undefined
      }
    >
      {errors(why)}
    </MessageBar>
  );
}

/** To whom, from whom, about what, until when, and every question. */
export function SurveyToSend({
  view,
}: {
  view: Pick<SendSurveyView, "claim" | "to" | "questions" | "partnerName" | "deadline">;
}) {
  const t = useTranslations("surveys.send");
  const fields = useTranslations("claims.fields");
  const claims = useTranslations("claims");
  const locale = useLocale();
  const words = useClaimWords(view.claim);
  const { claim, to, questions, partnerName, deadline } = view;
  const { partnerContact, workshopFrom, engagement } = claim;
  return (
    <SummaryList
      rows={[
        { label: t("to"), value: <strong>{t("person", to)}</strong> },
        { label: t("language"), value: languageWords(locale, to.language) },
        { label: t("from"), value: partnerName },
        { label: t("replies"), value: t("person", partnerContact) },
        { label: fields("workshop"), value: engagement.name },
        {
          label: fields("workshopDays"),
          value: workshopFrom ? words.days(workshopFrom, claim.workshopUntil) : claims("none"),
        },
        ...(deadline ? [{ label: t("until"), value: words.date(deadline.date) }] : []),
        {
          label: t("questions"),
          value: (
            <ol>
              {questions.map((question) => (
                <li key={question} lang={to.language}>
                  {question}
                </li>
              ))}
            </ol>
          ),
        },
      ]}
    />
  );
}
