import { useTranslations } from "next-intl";
import type { SignInRuleView } from "@/lib/views/sign-in-rule";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { RadioGroup, SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextField } from "../ui/text-field";
import { useUp } from "./up";

type Props = { view: SignInRuleView; action: FormAction; kept: FormValues | null };

/** U12, U13: how the people of a company sign in. */
export function SignInRule({ view, action, kept }: Props) {
  const t = useTranslations("people.signInRule");
  const common = useTranslations("common");
  const { at, domains, providers, admins, gone } = view;
  const title = t("title", { company: view.company });
  const stands = {
    provider: view.provider ?? "",
    tenant: view.tenant?.id ?? "",
    breakGlass: view.breakGlassId ?? "",
    factor: view.needsFactor ? "yes" : "no",
  };
  const possible = providers.length > 0 && domains.length > 0;
  return (
    <>
      <PageHeader title={title} crumbs={useUp(view, view.company)()} />
      {gone === null ? null : (
        <MessageBar tone="warning">{t("gone", { provider: gone })}</MessageBar>
      )}
      <Card>
        <SummaryList
          rows={[
            {
              label: t("domains"),
              value: domains.length > 0 ? domains.join(", ") : t("noDomains"),
            },
          ]}
        />
        <Form action={action} title={title} initial={{ values: kept ?? stands, errors: [] }}>
          <Hidden values={{ at, revision: String(view.revision) }} />
          {possible || view.provider !== null ? (
            <>
              <SelectField
                name="provider"
                label={t("provider")}
                hint={t("providerHint")}
                options={providers.map(({ id, label }) => ({ value: id, label }))}
              />
              {view.tenant === null ? null : (
                <TextField
                  name="tenant"
                  label={t("tenant", { provider: view.tenant.provider })}
                  hint={t("tenantHint")}
                  required="sometimes"
                  maxLength={100}
                />
              )}
              <SelectField
                name="breakGlass"
                label={t("breakGlass")}
                hint={t("breakGlassHint")}
                options={admins.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </>
          ) : (
            <p>{t(providers.length === 0 ? "noProviders" : "domainsFirst")}</p>
          )}
          <RadioGroup
            name="factor"
            label={t("factor")}
            required
            options={(["yes", "no"] as const).map((value) => ({
              value,
              label: t(`factors.${value}`),
            }))}
          />
          <p>{t("holds")}</p>
          <div className="buttons">
            <SubmitButton>{t("save")}</SubmitButton>
            <LinkButton variant="subtle" href={view.base}>
              {common("cancel")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
