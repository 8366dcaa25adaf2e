import { useTranslations } from "next-intl";
import type { SignInPage } from "@/lib/web/sign-in-page";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import styles from "./sign-in.module.css";

/** One click for each person of the demonstration; plain forms. */
export function Personas({ page }: { page: SignInPage }) {
  const t = useTranslations("signIn.demo");
  return (
    <Card title={t("title")}>
      <p>{t("intro")}</p>
      <form method="post" action="/api/auth/callback/demo">
        <input type="hidden" name="callbackUrl" value={page.callbackUrl ?? ""} />
        <ul className={styles.personas}>
          {page.personas.map(({ key, name }) => (
            <li key={key}>
              <Button type="submit" name="persona" value={key}>
                {t("signInAs", { name })}
                <small>{t(key)}</small>
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </Card>
  );
}
