import { useTranslations } from "next-intl";
import { Button, LinkButton } from "../ui/button";

/** Between the mailed link and its token stands a button: programs open links, people press it. */
export function Confirm({ token }: { token: string | null }) {
  const t = useTranslations("signIn.confirm");
  const again = useTranslations("signIn.sent");
  if (token === null)
    return (
      <section className="ending">
        <h1>{t("broken")}</h1>
        <p>{t("brokenText")}</p>
        <LinkButton href="/sign-in" variant="primary">
          {again("again")}
        </LinkButton>
      </section>
    );
  return (
    <section className="ending">
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <form method="post" action="/api/auth/callback/link">
        <input type="hidden" name="token" value={token} />
        <Button type="submit" variant="primary">
          {t("button")}
        </Button>
      </form>
      <p>
        <small>{t("once")}</small>
      </p>
      <p>
        <small>{t("notYou")}</small>
      </p>
    </section>
  );
}
