import type { CheckView } from "@/lib/views/check-request";
import { AboutUs } from "./about";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { Document, Problems, type Problem } from "./document";
import { TextField } from "./fields";
import { ContactRow, Row, WorkshopRows } from "./parts";
import { texts } from "./texts";

type CheckPageProps = { view: CheckView; problems: Problem[]; value: string };

/** Whether a request is ours, without the link in its e-mail; and who we are. */
export function CheckPage({ view, problems, value }: CheckPageProps) {
  const { language, about, found } = view;
  const t = texts(language);
  const here = `/check?lang=${language}`;
  return (
    <Document
      language={language}
      title={
        found ? t(found.stopped ? "check.stopped.title" : "check.found.title") : t("check.title")
      }
      here={found ? undefined : "/check"}
      failed={problems.length > 0}
    >
      <Problems language={language} problems={problems} />
      {found ? (
        <Found language={language} found={found} about={about} />
      ) : (
        <>
          <h1>{t("check.title")}</h1>
          <p>{t("check.lead")}</p>
          <form method="post" action={here} id="form" className="answer" noValidate>
            <TextField
              language={language}
              name="number"
              label={t("check.number")}
              hint={t("check.numberHint")}
              value={value}
              inputMode="numeric"
              maxLength={40}
              problems={problems}
            />
            <button className="primary">{t("check.send")}</button>
          </form>
        </>
      )}
      <AboutUs language={language} about={about} />
    </Document>
  );
}

function Found({
  language,
  found,
  about,
}: {
  language: CheckView["language"];
  found: NonNullable<CheckView["found"]>;
  about: CheckView["about"];
}) {
  const { email } = about;
  const t = texts(language);
  const moment = (at: Date) => formats(language).fullInstant(at, found.timeZone);
  return (
    <>
      {found.stopped ? (
        <>
          <h1>{t("check.stopped.title")}</h1>
          <p className="note">{t("check.stopped.lead")}</p>
        </>
      ) : (
        <>
          <h1>{t("check.found.title")}</h1>
          <p className="note done">{t("check.found.lead")}</p>
        </>
      )}
      <dl>
        <WorkshopRows view={{ ...found, language }} />
        <ContactRow view={{ ...found, language, about }} />
        <Row name={t("check.found.sentAt")}>{moment(found.sentAt)}</Row>
        {found.stopped ? null : (
          <Row name={t("answerUntil")}>{moment(lastMoment(found.dueAt))}</Row>
        )}
      </dl>
      <p>
        {found.stopped
          ? t("check.stopped.next", { email })
          : `${t("check.found.differs", { email })} ${t("check.found.answer")}`}
      </p>
      <p>
        <a href={`/check?lang=${language}`}>{t("check.again")}</a>
      </p>
    </>
  );
}
