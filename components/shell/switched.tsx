import { useTranslations } from "next-intl";
import type { SwitchedView } from "@/lib/views/shell";
import { Button, LinkButton } from "../ui/button";

/** "You switched to B. Send for A?" What was typed is kept, and stands in the form again (U3). */
export function Switched({ view, from }: { view: SwitchedView; from: string }) {
  const t = useTranslations("people.switch");
  const shell = useTranslations("shell");
  const name = (of: string | null) => of ?? shell("nav.programme");
  const names = { now: name(view.now), then: name(view.then.name) };
  return (
    <section className="ending">
      <h1>{t("title")}</h1>
      <p>{t("text", names)}</p>
      <form method="post" action="/switch">
        <input type="hidden" name="to" value={from} />
        <Button type="submit" variant="primary" name="company" value={view.then.id ?? ""}>
          {t("sendFor", names)}
        </Button>
      </form>
      <p>
        <LinkButton href="/">{t("leave", names)}</LinkButton>
      </p>
    </section>
  );
}
