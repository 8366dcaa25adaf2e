import { useTranslations } from "next-intl";
import type { TenantHead } from "@/lib/views/programme/tenant";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { barredText } from "../engagements/barred-text";
import { LinkButton } from "../ui/button";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";
import { OnlyStewards, TenantFrame } from "./tenant-frame";
import { tenantPage } from "./tenant-paths";

const reasons = ["public_sector", "partners_own", "wrong_cloud", "other"] as const;

type Props = {
  tenant: TenantHead;
  actions: { bar: FormAction; allow: FormAction };
  kept: FormValues | null;
};

/** P18: a tenant is marked as not allowed, with the reason that partners read, or allowed again. */
export function BarTenant({ tenant, actions, kept }: Props) {
  const t = useTranslations("programme.tenant.bar");
  const engagements = useTranslations("engagements");
  const { barred, edits } = tenant;
  const title = t(barred ? "allowOf" : "titleOf", { name: tenant.name });
  const hidden = { tenant: tenant.id, revision: String(tenant.revision) };
  const buttons = (label: string) => (
    <div className="buttons">
      <SubmitButton>{label}</SubmitButton>
      <LinkButton variant="subtle" href={tenantPage(tenant.id)}>
        {t("keep")}
      </LinkButton>
    </div>
  );
  return (
    <TenantFrame tab={!edits} title={title} of={tenant}>
      <OnlyStewards edits={edits} />
      {barred ? <MessageBar tone="warning">{barredText(engagements, barred)}</MessageBar> : null}
      {edits && barred ? (
        <Form action={actions.allow} title={title}>
          <Hidden values={hidden} />
          <p>{t("allowText")}</p>
          {buttons(t("allow"))}
        </Form>
      ) : null}
      {edits && !barred ? (
        <Form action={actions.bar} title={title} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={hidden} />
          <p>{t("text")}</p>
          <RadioGroup
            name="reason"
            label={t("reason")}
            required
            options={reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          />
          <TextArea name="note" label={t("note")} hint={t("noteHint")} maxLength={1_000} />
          {buttons(t("bar"))}
        </Form>
      ) : null}
    </TenantFrame>
  );
}
