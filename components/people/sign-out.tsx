import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  view: { at: string; id: string; name: string };
  action: FormAction;
  /** Whether the person stays signed in for other companies (U3). */
  elsewhere: boolean;
};

/** U7: signs somebody out, for whoever manages them. */
export function SignOut({ view: { at, id, name }, action, elsewhere }: Props) {
  const t = useTranslations("people.person");
  return (
    <Card title={t("signOut")}>
      <p>{t(elsewhere ? "signOutText" : "signOutAllText", { name })}</p>
      <Form action={action}>
        <Hidden values={{ at, id }} />
        <div className="buttons">
          <SubmitButton variant="default">{t("signOut")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
