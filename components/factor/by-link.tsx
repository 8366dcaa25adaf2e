import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import { Hidden } from "../customers/wizard-buttons";
import { Form } from "../ui/form";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";

type Props = { view: { goingOn: string; kept: boolean; email: string }; ask: FormAction };

/** U13: the same for who has no second factor: a new link. */
export function ByLink({ view: { goingOn, kept, email }, ask }: Props) {
  const t = useTranslations("account.factor");
  return (
    <div>
      <PageHeader title={t("linkTitle")}>{t("link")}</PageHeader>
      {kept ? <MessageBar>{t("kept")}</MessageBar> : null}
      <Form action={ask} title={t("linkTitle")}>
        <Hidden values={{ callbackUrl: goingOn, email }} />
        <div className="buttons">
          <SubmitButton>{t("send")}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
