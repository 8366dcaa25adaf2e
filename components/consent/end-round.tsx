import { useTranslations } from "next-intl";
import type { EndRoundView } from "@/lib/views/end-round";
import type { FormAction } from "@/lib/web/form-state";
import { CustomerName } from "../customers/customer-name";
import { TabTitle, WizardFrame } from "../customers/wizard-frame";
import { consentPath } from "../customers/wizard-paths";
import { LinkButton } from "../ui/button";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { Closed } from "./closed";

/** D29: asks before a partner ends its own round, and says what that does and who is told. */
export function EndRound({ view, action }: { view: EndRoundView; action: FormAction }) {
  const t = useTranslations("wizards.endRound");
  const { engagement, tenant, associationId, told, unsent, origin, closed } = view;
  const { slug } = engagement;
  const title = t("title");
  const named = `${title} · ${tenant.name}`;
  return (
    <WizardFrame
      engagement={engagement}
      title={title}
      line={<CustomerName id={tenant.id}>{tenant.name}</CustomerName>}
      row={associationId}
    >
      {closed === null ? (
        <Form action={action} title={named}>
          <Hidden values={{ slug, association: associationId }} />
          <div className="asks">
            <p>{t("intro", { customer: tenant.name })}</p>
            <ul>
              <li>{told ? t("told", told) : unsent ? t("unsent", unsent) : t("nobody")}</li>
              <li>{t(origin)}</li>
            </ul>
          </div>
          <RadioGroup
            name="reason"
            label={t("reason")}
            required
            options={(["wrong_customer", "wrong_workshop"] as const).map((value) => ({
              value,
              label: t(value),
            }))}
          />
          <div className="buttons">
            <SubmitButton variant="danger">{t("submit")}</SubmitButton>
            <LinkButton href={consentPath(slug, associationId, "start")}>{t("keep")}</LinkButton>
          </div>
        </Form>
      ) : (
        <>
          <TabTitle title={named} />
          <Closed reason={closed} slug={slug} tenantId={tenant.id} />
        </>
      )}
    </WizardFrame>
  );
}
