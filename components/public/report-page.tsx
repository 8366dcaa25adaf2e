import { Document, Problems, type Problem } from "./document";
import { TextArea, Unseen } from "./fields";
import { hrefOf, otherHref, Steps, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

export type ReportPageProps = LinkProps & {
  problems: Problem[];
  values: Record<string, string>;
};

/** "Not expected? Tell us": a message that decides nothing (D10). */
export function ReportPage({ problems, values, ...link }: ReportPageProps) {
  const { view } = link;
  const { language } = view;
  const t = texts(language);
  return (
    <Document
      language={language}
      title={t("report.title")}
      other={otherHref(link, "/report")}
      failed={problems.length > 0}
    >
      <Problems language={language} problems={problems} />
      <h1>{t("report.title")}</h1>
      <p>
        {t("report.lead")} {t("report.text")}
      </p>
      <dl>
        <WorkshopRows view={view} />
      </dl>
      <form method="post" action={hrefOf(link, "/report")} id="form" className="answer" noValidate>
        <TextArea
          language={language}
          name="message"
          label={t("report.message")}
          hint={t("report.messageHint")}
          value={values.message ?? ""}
          required
          problems={problems}
        />
        <Unseen language={language} stamp={values.stamp ?? view.stamp} />
        <button className="primary">{t("report.send")}</button>
      </form>
      <p>
        <a href={hrefOf(link)}>{t("report.back")}</a>
      </p>
    </Document>
  );
}

export function ReportSentPage(link: LinkProps) {
  const { view } = link;
  const t = texts(view.language);
  const next = view.status === "open" ? t("report.sent.next1") : t("report.sent.next1Closed");
  return (
    <Document
      language={view.language}
      title={t("report.sent.title")}
      other={otherHref(link, "/report", "&sent=1")}
    >
      <h1>{t("report.sent.title")}</h1>
      <p className="note done">{t("report.sent.lead")}</p>
      <Steps title={t("report.sent.next")} steps={[next]} />
      <p>
        <a href={hrefOf(link)}>{t("report.back")}</a>
      </p>
    </Document>
  );
}
