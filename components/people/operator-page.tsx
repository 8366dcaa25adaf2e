import { useTranslations } from "next-intl";
import type { OperatorView } from "@/lib/views/people";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { EmailText } from "../ui/email-text";
import { Card } from "../ui/card";
import { CheckboxGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { SignOut } from "./sign-out";
import { staffRoles } from "./role-words";

type Props = {
  view: OperatorView;
  action: FormAction;
  signOut: FormAction;
  kept: FormValues | null;
  title: string;
};

/** P5: the roles of somebody of the programme's staff. */
export function OperatorPage({ view, action, signOut, kept, title }: Props) {
  const t = useTranslations("people");
  return (
    <>
      <SummaryList
        rows={[{ label: t("person.email"), value: <EmailText>{view.email}</EmailText> }]}
      />
      <Card title={t("operator.roles")}>
        {view.mine ? (
          <>
            <MessageBar>{t("operator.own")}</MessageBar>
            <ul>
              {view.roles.map((role) => (
                <li key={role}>{t(`roles.${role}`)}</li>
              ))}
            </ul>
          </>
        ) : (
          <Form
            action={action}
            title={title}
            initial={{ values: kept ?? { role: view.roles }, errors: [] }}
          >
            <Hidden values={{ id: view.id, seen: view.seen }} />
            <CheckboxGroup
              name="role"
              label={t("operator.roles")}
              hint={t("operator.text")}
              options={staffRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            />
            <div className="buttons">
              <SubmitButton>{t("operator.save")}</SubmitButton>
            </div>
          </Form>
        )}
      </Card>
      {view.mine ? null : <SignOut view={view} action={signOut} elsewhere={false} />}
    </>
  );
}
