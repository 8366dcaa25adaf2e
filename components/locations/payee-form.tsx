import { useTranslations } from "next-intl";
import type { PayeePageView } from "@/lib/views/location";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { CountryField } from "../ui/country-field";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

type Props = { view: PayeePageView; action: FormAction; kept: FormValues | null };

/** P28: where a location is paid. The bank account is typed anew each time, and shown to nobody again. */
export function PayeeForm({ view, action, kept }: Props) {
  const t = useTranslations("locations");
  const up = `/settings/locations/${view.id}`;
  const title = t("payee.of", { name: view.name });
  return (
    <>
      <PageHeader
        title={t("payee.title")}
        crumbs={[
          { label: t("title"), href: `/settings/locations?again=${view.id}` },
          { label: view.name, href: up },
        ]}
      >
        {view.name}
      </PageHeader>
      {kept === null ? null : <MessageBar>{t("payee.kept")}</MessageBar>}
      <Fields view={view} title={title} up={up} action={action} kept={kept} />
    </>
  );
}

type FieldsProps = Props & { title: string; up: string };

function Fields({ view, title, up, action, kept }: FieldsProps) {
  const t = useTranslations("locations.payee");
  const common = useTranslations("common");
  const { payee } = view;
  const stands = {
    legalName: payee?.legalName ?? "",
    taxNumber: payee?.taxNumber ?? "",
    country: payee?.country ?? view.country,
    currency: payee?.currency ?? "",
    accountKind: payee?.accountKind ?? "iban",
  };
  return (
    <Card>
      <p>{t("intro")}</p>
      <Form action={action} title={title} initial={{ values: kept ?? stands, errors: [] }}>
        <Hidden values={{ location: view.id, version: String(payee?.version ?? 0) }} />
        <TextField
          name="legalName"
          label={t("legalName")}
          hint={t("legalNameHint")}
          required
          maxLength={200}
        />
        <TextField
          name="taxNumber"
          label={t("taxNumber")}
          hint={t("taxNumberHint")}
          required
          maxLength={40}
          spellCheck={false}
        />
        <CountryField label={t("country")} hint={t("countryHint")} />
        <TextField
          name="currency"
          label={t("currency")}
          hint={t("currencyHint")}
          required
          maxLength={3}
          spellCheck={false}
        />
        {payee ? <p className="hint">{t("typeAgain", { lastFour: payee.lastFour })}</p> : null}
        <RadioGroup
          name="accountKind"
          label={t("kind")}
          required
          options={(["iban", "account"] as const).map((value) => ({
            value,
            label: t(`kinds.${value}`),
            hint: t(`kindHints.${value}`),
          }))}
        />
        <TextField
          name="iban"
          required="sometimes"
          label={t("iban")}
          hint={t("ibanHint")}
          maxLength={60}
          spellCheck={false}
        />
        <TextField
          name="bankCode"
          required="sometimes"
          label={t("bankCode")}
          hint={t("bankCodeHint")}
          maxLength={60}
          spellCheck={false}
        />
        <TextField
          name="account"
          required="sometimes"
          label={t("account")}
          maxLength={60}
          spellCheck={false}
        />
        <p>{t("told")}</p>
        <div className="buttons">
          <SubmitButton>{t("save")}</SubmitButton>
          <LinkButton variant="subtle" href={up}>
            {common("cancel")}
          </LinkButton>
        </div>
      </Form>
    </Card>
  );
}
