import { useTranslations } from "next-intl";
import type { SurveyCard, SurveysView } from "@/lib/views/claim/surveys";
import type { FormAction } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { customerSurveyPath } from "./claim-paths";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";

export type SurveyActions = { resendSurvey: FormAction };
type Props = { view: SurveysView; card: SurveyCard; actions: SurveyActions };

/** What can be done about a survey that waits: send, send again, fill in, send to a colleague. */
export function SurveySteps({ view, card, actions }: Props) {
  const t = useTranslations("surveys.section");
  const { kind, live } = card;
  const number = String(view.claimNumber);
  const page = `/claims/${number}/partner-survey`;
  const mailed = live !== null && live.mails.length > 0;
  return (
    <>
      {kind === "customer" && !live ? <p>{t("sendTo", view.contact)}</p> : null}
      {kind === "partner" ? (
        <div className="buttons">
          <LinkButton variant={live ? "default" : "primary"} href={page}>
            {t("fill")}
          </LinkButton>
          <LinkButton href={`${page}/colleague`}>
            {t(live ? "otherColleague" : "colleague")}
          </LinkButton>
        </div>
      ) : null}
      {kind === "customer" && !live ? (
        <div className="buttons">
          <LinkButton variant="primary" href={customerSurveyPath(number)}>
            {t("send")}
          </LinkButton>
        </div>
      ) : null}
      {mailed && live.minutesToResend > 0 ? (
        <p className="hint">{t("wait", { minutes: live.minutesToResend })}</p>
      ) : null}
      {mailed && live.minutesToResend === 0 && kind === "customer" ? (
        <div className="buttons">
          <LinkButton href={customerSurveyPath(number)}>{t("resend")}</LinkButton>
        </div>
      ) : null}
      {mailed && live.minutesToResend === 0 && kind === "partner" ? (
        <Form action={actions.resendSurvey}>
          <Hidden values={{ number, kind }} />
          <div className="buttons">
            <SubmitButton variant="default">{t("resend")}</SubmitButton>
          </div>
        </Form>
      ) : null}
    </>
  );
}
