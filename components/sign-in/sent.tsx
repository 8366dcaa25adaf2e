import { useTranslations } from "next-intl";
import { LinkButton } from "../ui/button";

/** After asking for a link; says the same to everybody. */
export function Sent({ minutes, localMailbox }: { minutes: number; localMailbox: boolean }) {
  const t = useTranslations("signIn.sent");
  return (
    <section className="ending">
      <h1>{t("title")}</h1>
      <p>
        {t("text")} {t("once", { minutes })}
      </p>
      <p>{t("nothing")}</p>
      <div className="buttons">
        {localMailbox ? (
          <LinkButton href="/mailbox" variant="primary">
            {t("mailbox")}
          </LinkButton>
        ) : null}
        <LinkButton href="/sign-in">{t("again")}</LinkButton>
      </div>
    </section>
  );
}
