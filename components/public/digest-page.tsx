import { cadences } from "@/lib/people/notices/schema";
import type { DigestLinkView } from "@/lib/views/digest-link";
import { translator } from "@/messages";
import { Document } from "./document";

type Props = {
  view: DigestLinkView;
  /** The address of this page, to which the form goes. */
  here: string;
  done: boolean;
};

/** K7: how often a digest comes, changed with one click. */
export function DigestPage({ view: { language, digest }, here, done }: Props) {
  const t = translator(language, "emails");
  return (
    <Document language={language} title={t("digest.page.title")} here={done ? undefined : here}>
      <h1>{t("digest.page.title")}</h1>
      <p className={done ? "note done" : undefined}>{t(`digest.page.now.${digest}`)}</p>
      <form method="post" action={`${here}?lang=${language}`}>
        {cadences
          .filter((one) => one !== digest)
          .map((one) => (
            <p key={one}>
              <button name="digest" value={one}>
                {t(`digest.page.choose.${one}`)}
              </button>
            </p>
          ))}
      </form>
      <p>{t("digest.page.more")}</p>
    </Document>
  );
}
