import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import type { SignInPage } from "@/lib/web/sign-in-page";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";
import { EmailField } from "../ui/text-field";
import { Personas } from "./personas";
import { ProviderButtons } from "./provider-buttons";
import styles from "./sign-in.module.css";

/** The sign-in page: a link by e-mail, or in demo mode one click. */
export function SignIn({ page, ask }: { page: SignInPage; ask: FormAction }) {
  const t = useTranslations("signIn");
  const privacy = useTranslations("privacy.page");
  return (
    <div className={`ending ${styles.page}`}>
      <PageHeader title={t("title")}>
        {page.notSetUp ? null : t(page.providers.length > 0 ? "introWays" : "intro")}
      </PageHeader>
      {page.notSetUp ? <MessageBar tone="warning">{t("notSetUp")}</MessageBar> : null}
      {page.error ? (
        <MessageBar tone="danger" title={t("cannotSignIn")}>
          {page.error}
        </MessageBar>
      ) : null}
      {page.notice ? (
        <MessageBar tone={page.notice === "signedOut" ? "success" : "info"}>
          {t(page.notice)}
        </MessageBar>
      ) : null}
      {page.name ? (
        <MessageBar actions={<LinkButton href={page.callbackUrl ?? "/"}>{t("goOn")}</LinkButton>}>
          {t("alreadyIn", { name: page.name })}
        </MessageBar>
      ) : null}
      {page.notSetUp ? null : <Ways page={page} ask={ask} />}
      <p>
        <a href="/privacy#kept">{privacy("kept")}</a>
      </p>
    </div>
  );
}

function Ways({ page, ask }: { page: SignInPage; ask: FormAction }) {
  const t = useTranslations("signIn");
  const errors = useTranslations("errors");
  return (
    <>
      {page.personas.length > 0 ? <Personas page={page} /> : null}
      {page.providers.length > 0 ? (
        <Card>
          <ProviderButtons providers={page.providers} callbackUrl={page.callbackUrl} />
        </Card>
      ) : null}
      <Card
        title={
          page.providers.length > 0 ? t("or") : page.personas.length > 0 ? t("title") : undefined
        }
      >
        <Form action={ask}>
          <input type="hidden" name="callbackUrl" value={page.callbackUrl ?? ""} />
          <EmailField
            name="email"
            label={t("email")}
            hint={t("emailHint")}
            autoComplete="email"
            required
            requiredMessage={errors("required")}
          />
          <div className="buttons">
            <SubmitButton>{t("send")}</SubmitButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
