import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  /** The e-mail that has not left. */
  mail: string;
  email: string;
  values: { slug: string; association: string };
  action: FormAction;
};

/** K12: a request whose e-mail has not left yet: with one button it never does. */
export function TakeBack({ mail, email, values, action }: Props) {
  const t = useTranslations("wizards.asked.takeBack");
  return (
    <MessageBar title={t("title", { email })}>
      <p>{t("text")}</p>
      <Form action={action}>
        <Hidden values={{ ...values, mail }} />
        <div className="buttons">
          <SubmitButton variant="default">{t("submit")}</SubmitButton>
        </div>
      </Form>
    </MessageBar>
  );
}
