import type { Locale } from "@/messages";
import { Document } from "./document";
import { Steps } from "./parts";
import { texts } from "./texts";

/** A link that never was ours, or is not complete. */
export function UnknownPage({ language, here }: { language: Locale; here: string }) {
  const t = texts(language);
  return (
    <Document language={language} title={t("unknown.title")} here={here}>
      <h1>{t("unknown.title")}</h1>
      <p className="note">{t("unknown.lead")}</p>
      <Steps title={t("unknown.next")} steps={[t("unknown.next1"), t("unknown.next2")]} />
    </Document>
  );
}

type FailedPageProps = {
  language: Locale;
  here: string;
  /** What was sent and not stored; null when a page was only asked for. */
  sent: Record<string, string> | null;
};

/** The system cannot be reached; nothing typed is lost: the same form can be sent again. */
export function FailedPage({ language, here, sent }: FailedPageProps) {
  const t = texts(language);
  return (
    <Document language={language} title={t("failed.title")}>
      <h1>{t("failed.title")}</h1>
      <p className="note stop">{sent ? t("failed.lead") : t("failed.leadRead")}</p>
      {sent ? (
        <SendAgain language={language} here={here} sent={sent} />
      ) : (
        <p>
          <a className="button" href={here}>
            {t("failed.reload")}
          </a>
        </p>
      )}
    </Document>
  );
}

type TooOftenPageProps = {
  language: Locale;
  here: string;
  sent: Record<string, string>;
  minutes: number;
};

/** Too many forms came at once; the same form can be sent again later. */
export function TooOftenPage({ minutes, ...form }: TooOftenPageProps) {
  const t = texts(form.language);
  return (
    <Document language={form.language} title={t("tooOften.title")}>
      <h1>{t("tooOften.title")}</h1>
      <p className="note stop">
        {t("tooOften.lead")} {t("tooOften.text", { minutes })}
      </p>
      <SendAgain {...form} />
    </Document>
  );
}

function SendAgain({ language, here, sent }: FailedPageProps & { sent: Record<string, string> }) {
  return (
    <form method="post" action={here}>
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className="primary">{texts(language)("failed.again")}</button>
    </form>
  );
}
