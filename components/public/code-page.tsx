import type { WaitingCode } from "@/lib/views/waiting-code";
import { formats } from "@/messages/format/formats";
import { Document, Problems, type Problem } from "./document";
import { TextField } from "./fields";
import { hrefOf, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

export type CodePageProps = Omit<LinkProps, "view"> & {
  view: WaitingCode;
  /** The stamp of the form that waits. */
  stamp: string;
  problems: Problem[];
};

/** D10: an answer that a machine might have given counts with the code from the mailbox only. */
export function CodePage({ stamp, problems, ...link }: CodePageProps) {
  const { view } = link;
  const { language, timeZone, code } = view;
  const t = texts(language);
  const query = `&c=${code.id}&s=${encodeURIComponent(stamp)}`;
  const back = hrefOf(link, code.decision === "withdraw" ? "/withdraw" : "");
  return (
    <Document
      language={language}
      title={t("code.title")}
      here={`${link.base}/code${query}`}
      failed={problems.length > 0}
    >
      <Problems language={language} problems={problems} />
      <h1>{t("code.title")}</h1>
      <p>
        {t("code.lead", { address: view.mailbox })}{" "}
        <strong>{t(`code.notYet.${code.decision}`)}</strong>
      </p>
      {code.live && (
        <form method="post" action={hrefOf(link, "/code")} id="form" className="answer" noValidate>
          <TextField
            language={language}
            name="code"
            label={t("code.label")}
            hint={t("code.hint", { time: formats(language).clock(code.expiresAt, timeZone) })}
            value=""
            inputMode="numeric"
            autoComplete="one-time-code"
            className="code"
            maxLength={20}
            problems={problems}
          />
          <input type="hidden" name="codeId" value={code.id} />
          <input type="hidden" name="stamp" value={stamp} />
          <button className="primary">{t("code.send")}</button>
        </form>
      )}
      <section>
        <h2>{t("code.none")}</h2>
        <p>
          {t("code.none1")} {t.rich("code.none2", { link: (words) => <a href={back}>{words}</a> })}
        </p>
      </section>
      <section>
        <h2>{t("code.why")}</h2>
        <p>
          {t("code.why1")} {t("code.why2")}
        </p>
      </section>
      <dl>
        <WorkshopRows view={view} />
      </dl>
    </Document>
  );
}
