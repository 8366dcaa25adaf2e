import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";

type View = {
  goingOn: string;
  kept: boolean;
  email: string;
  providers: { id: string; label: string }[];
  bound: boolean;
  unlinked: boolean;
};

/** U13: the same for who has no second factor: their provider asks anew, or a new link (U12: unless they are bound). */
export function Anew({ view, ask }: { view: View; ask: FormAction }) {
  const t = useTranslations("account.factor");
  const { goingOn, kept, email, providers, bound, unlinked } = view;
  return (
    <div>
      <PageHeader title={t("linkTitle")}>{t(providers.length > 0 ? "anew" : "link")}</PageHeader>
      {kept ? <MessageBar>{t("kept")}</MessageBar> : null}
      {unlinked ? (
        <MessageBar tone="warning">
          {t("unlinked", { provider: providers[0]?.label ?? "" })}
        </MessageBar>
      ) : null}
      {providers.map(({ id, label }) => (
        <Card key={id}>
          <form method="post" action={`/api/auth/signin/${id}`}>
            <Hidden values={{ callbackUrl: goingOn, confirm: "1" }} />
            <Button type="submit">{t("with", { provider: label })}</Button>
          </form>
        </Card>
      ))}
      {bound ? null : (
        <Form action={ask} title={t("linkTitle")}>
          <Hidden values={{ callbackUrl: goingOn, email }} />
          {providers.length > 0 ? <p>{t("orLink")}</p> : null}
          <div className="buttons">
            <SubmitButton>{t("send")}</SubmitButton>
          </div>
        </Form>
      )}
    </div>
  );
}
