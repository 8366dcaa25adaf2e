import type { AskedSurveyView } from "@/lib/views/asked-survey";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { Document, Problems, type Problem } from "./document";
import { TextField, Unseen } from "./fields";
import { ContactRow, hrefOf, Row, type LinkProps } from "./parts";
import { SurveyQuestion } from "./survey-questions";
import { surveyTexts, texts } from "./texts";

export type SurveyLink = LinkProps<AskedSurveyView>;
export type SurveyPageProps = SurveyLink & {
  problems: Problem[];
  values: Record<string, string>;
  /** P15: it is only looked at. */
  preview?: boolean;
};

/** The survey itself, and the only form that answers it (D10). */
export function SurveyPage({ problems, values, preview = false, ...link }: SurveyPageProps) {
  const { view } = link;
  const { language, kind } = view;
  const t = surveyTexts(language);
  return (
    <Document
      language={language}
      title={t(`page.title.${kind}`)}
      here={link.base}
      failed={problems.length > 0}
    >
      {preview && (
        <p>
          <strong>{t("preview.notice")}</strong>
        </p>
      )}
      <Problems language={language} problems={problems} />
      <h1>{t(`page.title.${kind}`)}</h1>
      <p>
        {kind === "customer"
          ? t("page.lead.customer", { partner: view.partnerName })
          : t("page.lead.partner", { sender: view.contact.name, tenant: view.tenantName })}{" "}
        {t("page.opening")}
      </p>
      <Facts {...link} />
      <section>
        <h2>{t("page.why")}</h2>
        <p>
          {t(`page.whyText.${kind}`)} {kind === "customer" && t("page.free")}
        </p>
      </section>
      <section>
        <h2>{t("page.data")}</h2>
        <p>{t("page.dataText")}</p>
      </section>
      <form
        method={preview ? "get" : "post"}
        action={hrefOf(link)}
        id="form"
        className="answer"
        noValidate
      >
        <h2>{t("page.formTitle")}</h2>
        {view.questions.map((question) => (
          <SurveyQuestion
            key={question.field}
            language={language}
            question={question}
            value={values[question.field] ?? ""}
            today={view.today}
            problems={problems}
          />
        ))}
        <TextField
          language={language}
          name="fullName"
          label={t("page.fullName")}
          hint={t("page.fullNameHint")}
          value={values.fullName ?? ""}
          autoComplete="name"
          problems={problems}
        />
        {preview ? null : <Unseen language={language} stamp={values.stamp ?? view.stamp} />}
        <button className="primary" type={preview ? "button" : "submit"}>
          {t("page.send")}
        </button>
      </form>
      <section>
        <h2>{t("page.notExpected")}</h2>
        <p>{t("page.notExpectedText")}</p>
      </section>
    </Document>
  );
}

/** Which workshop, who asks, how long it takes and until when. */
function Facts({ view }: SurveyLink) {
  const { language, timeZone } = view;
  const t = surveyTexts(language);
  const words = texts(language);
  return (
    <dl>
      <Row name={words("workshop")}>{view.engagementName}</Row>
      {view.kind === "partner" && <Row name={t("page.customer")}>{view.tenantName}</Row>}
      <Row name={words("whoAsks")}>
        {view.partnerName}
        <br />
        {view.place}
      </Row>
      <ContactRow view={view} />
      <Row name={t("page.takes")}>{t("page.takesValue")}</Row>
      <Row name={words("answerUntil")}>
        {formats(language).fullInstant(lastMoment(view.dueAt), timeZone)}
      </Row>
    </dl>
  );
}
