import type { RemindersOffView } from "@/lib/views/reminders-off";
import { translator, type Locale } from "@/messages";
import { Document } from "./document";
import { Row } from "./parts";
import { texts } from "./texts";

type Props = {
  view: RemindersOffView;
  /** The address of this page, to which the form goes. */
  here: string;
  done: boolean;
};

/** "No more reminders", before and after the button. It is never an answer. */
export function RemindersOffPage({ view, here, done }: Props) {
  const t = translator(view.language, "emails");
  const words = texts(view.language);
  const title = done ? t("remindersOff.doneTitle") : t("remindersOff.title");
  return (
    <Document language={view.language} title={title} here={done ? undefined : here}>
      <h1>{title}</h1>
      <p className={done ? "note done" : undefined}>
        {done ? t("remindersOff.done") : t("remindersOff.text")}
      </p>
      <p>{t("remindersOff.notNo")}</p>
      <dl>
        <Row name={words("workshop")}>{view.engagementName}</Row>
        <Row name={words("organisation")}>{view.tenantName}</Row>
        <Row name={words("receipt.partner")}>{view.partnerName}</Row>
      </dl>
      {!done && (
        <form method="post" action={`${here}?lang=${view.language}`}>
          <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          <button className="primary">{t("remindersOff.action")}</button>
        </form>
      )}
    </Document>
  );
}

/** An address that never was ours, or is not complete. */
export function UnknownSwitchPage({ language, here }: { language: Locale; here: string }) {
  const t = translator(language, "emails");
  return (
    <Document language={language} title={t("remindersOff.unknownTitle")} here={here}>
      <h1>{t("remindersOff.unknownTitle")}</h1>
      <p className="note">{t("remindersOff.unknown")}</p>
    </Document>
  );
}
