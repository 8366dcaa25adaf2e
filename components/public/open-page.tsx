import { AboutUs } from "./about";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { Document, Problems, type Problem } from "./document";
import { FieldError, TextArea, TextField, Unseen } from "./fields";
import { ContactRow, hrefOf, Row, type LinkProps } from "./parts";
import { texts } from "./texts";

export type OpenPageProps = LinkProps & {
  problems: Problem[];
  values: Record<string, string>;
};

/** The question itself, and the only form that answers it (D10). */
export function OpenPage({ problems, values, ...link }: OpenPageProps) {
  const { view } = link;
  const { language, timeZone } = view;
  const t = texts(language);
  return (
    <Document
      language={language}
      title={t("open.title")}
      here={link.base}
      failed={problems.length > 0}
    >
      <Problems language={language} problems={problems} />
      <h1>{t("open.title")}</h1>
      <p>
        {t("open.lead", { partner: view.partnerName })} {t("open.free")}
      </p>
      <dl>
        <Row name={t("workshop")}>
          <strong>{view.engagementName}</strong>
          <small>{view.summary}</small>
        </Row>
        <Row name={t("whoAsks")}>
          {view.partnerName}
          <br />
          {view.place}
        </Row>
        <ContactRow view={view} />
        <Row name={t("answerUntil")}>
          {formats(language).fullInstant(lastMoment(view.dueAt), timeZone)}
        </Row>
      </dl>
      {view.wording.map(({ heading, lines }, index) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {index === 0 ? (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : (
            <p>{lines.join(" ")}</p>
          )}
        </section>
      ))}
      <section>
        <h2>{t("open.declineTitle")}</h2>
        <p>
          {t("open.decline1")} {t("open.decline2")} {t("open.decline3")}
        </p>
      </section>
      <AnswerForm {...link} problems={problems} values={values} />
      <section>
        <h2>{t("reportLink.title")}</h2>
        <p>
          {t.rich("reportLink.text", {
            link: (words) => <a href={hrefOf(link, "/report")}>{words}</a>,
            notMe: (words) => <a href={hrefOf(link, "/not-me")}>{words}</a>,
          })}
        </p>
      </section>
      <AboutUs language={language} about={view.about} number={view.number} />
    </Document>
  );
}

/** Two choices of equal shape, none preselected; one button. */
function AnswerForm({ problems, values, ...link }: OpenPageProps) {
  const { language, stamp } = link.view;
  const t = texts(language);
  const unchosen = problems.some(({ field }) => field === "decision");
  return (
    <form method="post" action={hrefOf(link)} id="form" className="answer" noValidate>
      <h2>{t("open.formTitle")}</h2>
      <fieldset
        id="decision"
        className="field"
        aria-describedby={unchosen ? "decision-error" : undefined}
      >
        <legend>{t("open.choice")}</legend>
        <FieldError language={language} name="decision" problems={problems} />
        <div className="choices">
          {(["accept", "decline"] as const).map((decision) => (
            <label key={decision}>
              <input
                type="radio"
                name="decision"
                value={decision}
                defaultChecked={values.decision === decision}
                required
              />
              {t(`open.${decision}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <TextField
        language={language}
        name="fullName"
        label={t("open.fullName")}
        hint={t("open.fullNameHint")}
        value={values.fullName ?? ""}
        autoComplete="name"
        problems={problems}
      />
      <TextArea
        language={language}
        name="reason"
        label={t("open.reason")}
        hint={t("open.reasonHint")}
        value={values.reason ?? ""}
        problems={problems}
      />
      <Unseen language={language} stamp={values.stamp ?? stamp} />
      <button className="primary">{t("open.send")}</button>
    </form>
  );
}
