import { TextArea } from "./fields";
import { FormPage, SentPage, type FormPageProps } from "./form-page";
import { Steps, type LinkProps } from "./parts";
import { texts } from "./texts";

/** "Not expected? Tell us": a message that decides nothing (D10). */
export function ReportPage(link: FormPageProps) {
  const { view, problems, values } = link;
  const t = texts(view.language);
  return (
    <FormPage
      link={link}
      path="/report"
      title={t("report.title")}
      lead={
        <p>
          {t("report.lead")} {t("report.text")}
        </p>
      }
      send={t("report.send")}
      back={t("report.back")}
    >
      <TextArea
        language={view.language}
        name="message"
        label={t("report.message")}
        hint={t("report.messageHint")}
        value={values.message ?? ""}
        required
        problems={problems}
      />
    </FormPage>
  );
}

export function ReportSentPage(link: LinkProps) {
  const { view } = link;
  const t = texts(view.language);
  const next = view.status === "open" ? t("report.sent.next1") : t("report.sent.next1Closed");
  return (
    <SentPage
      link={link}
      path="/report"
      title={t("report.sent.title")}
      lead={t("report.sent.lead")}
      next={<Steps title={t("report.sent.next")} steps={[next]} />}
    />
  );
}
