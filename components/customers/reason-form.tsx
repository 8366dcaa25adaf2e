import { useTranslations } from "next-intl";
import { mismatchReasons } from "@/lib/tenants/schema";
import type { AddView } from "@/lib/views/add-customer";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { TextArea } from "../ui/text-field";
import { WizardButtons } from "./wizard-buttons";
import { customersAgain } from "./wizard-paths";

type Props = {
  action: FormAction;
  title: string;
  screen: Extract<AddView["screen"], { kind: "reason" }>;
  values: AddView["values"];
  kept: FormValues | null;
  hidden: { slug: string; draft: string };
};

/** S28: why the e-mail's domain is not one of the tenant's; it blocks nothing. */
export function ReasonForm({ action, title, screen, values, kept, hidden }: Props) {
  const t = useTranslations("wizards");
  const { tenant, emailDomain } = screen;
  const { reason, reasonNote } = values;
  const domains = tenant.domains.join(", ");
  return (
    <Form
      action={action}
      title={title}
      initial={{ values: kept ?? { reason, reasonNote }, errors: [] }}
    >
      <Hidden values={hidden} />
      <div>
        <h2>{t("add.reason.title")}</h2>
        <p>{t("add.reason.intro", { domain: emailDomain, name: tenant.name })}</p>
        <p>{t("add.reason.later")}</p>
        <p className="hint">
          {domains
            ? t("add.reason.known", { name: tenant.name, domains })
            : t("add.reason.unknown", { name: tenant.name })}
        </p>
      </div>
      <RadioGroup
        name="reason"
        label={t("add.reason.label")}
        required
        options={mismatchReasons.map((value) => ({ value, label: t(`mismatch.${value}`) }))}
      />
      <TextArea
        name="reasonNote"
        label={t("fields.reasonNote")}
        hint={t("add.reason.noteHint")}
        required="sometimes"
        maxLength={500}
      />
      <WizardButtons back cancelHref={customersAgain(hidden.slug)} />
    </Form>
  );
}
