import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { Document } from "./document";
import { ContactRow, Row, Steps, WorkshopRows } from "./parts";
import type { SurveyLink } from "./survey-page";
import { surveyTexts, texts } from "./texts";

type Props = SurveyLink & {
  /** Answers came after the first ones, and were not stored. */
  already: boolean;
};

/** Where a survey stands that cannot be answered (any more), with a way forward. */
export function SurveyEndingPage({ already, ...link }: Props) {
  const { view } = link;
  const { language } = view;
  const t = surveyTexts(language);
  const ending = endingOf(link);
  return (
    <Document
      language={language}
      title={ending.title}
      here={`${link.base}${already ? "?already=1" : ""}`}
    >
      {already && <p className="note stop">{t("ending.already")}</p>}
      <h1>{ending.title}</h1>
      <p className={view.answer ? "note done" : "note"}>{ending.lead}</p>
      <Steps title={ending.next} steps={ending.steps} />
      <dl>
        {view.kind === "customer" ? (
          <WorkshopRows view={view} />
        ) : (
          <>
            <Row name={texts(language)("workshop")}>{view.engagementName}</Row>
            <Row name={t("page.customer")}>{view.tenantName}</Row>
          </>
        )}
        <ContactRow view={view} />
      </dl>
      {view.answer && <Answered {...link} answer={view.answer} />}
    </Document>
  );
}

function Answered({
  view,
  answer,
}: SurveyLink & { answer: NonNullable<SurveyLink["view"]["answer"]> }) {
  const { language, timeZone } = view;
  const words = texts(language);
  return (
    <section>
      <h2>{surveyTexts(language)("ending.answered.what")}</h2>
      <dl>
        {answer.answers.map(({ label, value }) => (
          <Row key={label} name={label}>
            {value}
          </Row>
        ))}
        <Row name={words("answeredBy")}>{answer.fullName}</Row>
        <Row name={words("answeredAt")}>{formats(language).fullInstant(answer.at, timeZone)}</Row>
      </dl>
    </section>
  );
}

function endingOf({ view }: SurveyLink) {
  const { language, status } = view;
  const t = surveyTexts(language);
  const nothing = t("ending.nothing");
  const question = t("ending.question");
  switch (status) {
    case "answered": {
      const steps = [nothing, t("ending.answered.programme"), t("ending.answered.wrong")];
      const title = view.answer?.byLink ? "title" : "titleOther";
      const lead = t("ending.answered.lead");
      return { title: t(`ending.answered.${title}`), lead, next: t("ending.next"), steps };
    }
    case "replaced": {
      const { title, lead } = {
        title: t("ending.replaced.title"),
        lead: t("ending.replaced.lead"),
      };
      return {
        title,
        lead,
        next: t("ending.can"),
        steps: [t("ending.replaced.newer"), nothing, question],
      };
    }
    case "other_contact": {
      const { title, lead } = {
        title: t("ending.otherContact.title"),
        lead: t("ending.otherContact.lead"),
      };
      return { title, lead, next: t("ending.can"), steps: [nothing, question] };
    }
    case "expired": {
      const date = formats(language).fullDay({ at: lastMoment(view.dueAt), zone: view.timeZone });
      const lead = t("ending.expired.lead", { date });
      return {
        title: t("ending.expired.title"),
        lead,
        next: t("ending.can"),
        steps: [nothing, question],
      };
    }
    case "closed":
    case "open": {
      const lead = t("ending.closed.lead");
      return {
        title: t("ending.closed.title"),
        lead,
        next: t("ending.can"),
        steps: [nothing, question],
      };
    }
  }
}
