import { useTranslations } from "next-intl";
import { LinkButton } from "../ui/button";
import { PlainShell } from "./plain-shell";
import type { ThemeChoice } from "./preferences";

/** No such page, or not yours: what can be done about it. */
export function NotFound({ theme }: { theme: ThemeChoice }) {
  return (
    <PlainShell theme={theme}>
      <NotFoundText />
    </PlainShell>
  );
}

/** The same inside of the console, where the frame is there already. */
export function NotFoundText() {
  const t = useTranslations("shell.notFound");
  return (
    <section className="ending">
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <p>{t("hint")}</p>
      <LinkButton href="/engagements" variant="primary">
        {t("action")}
      </LinkButton>
    </section>
  );
}
