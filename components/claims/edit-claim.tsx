import { useTranslations } from "next-intl";
import type { EditView } from "@/lib/views/claim/edit";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { EmailField, TextArea, TextField } from "../ui/text-field";
import { ClaimHeader } from "./claim-page";
import { claimPath } from "./claim-paths";
import { ClosedAct } from "./closed-act";
import { useClaimWords } from "./use-claim-words";
import { LanguageField } from "../ui/language-field";

type Props = { view: EditView; action: FormAction; kept: FormValues | null };

/** The form of one part of a claim: friendly name, contacts, or invoice and days of the workshop. */
export function EditClaim({ view, action, kept }: Props) {
  const t = useTranslations("claims.edit");
  const common = useTranslations("common");
  const { claim, part, values, closed } = view;
  const title = t(`${part}.title`);
  if (closed) return <ClosedAct claim={claim} title={title} why={t(closed)} />;
  return (
    <>
      <ClaimHeader claim={claim} title={title} />
      <Form
        action={action}
        title={`${title} · ${claim.tenant.name}`}
        initial={{ values: kept ?? values, errors: [] }}
      >
        <Hidden values={{ part, number: String(claim.number), version: String(claim.version) }} />
        <p>{t(`${part}.intro`)}</p>
        <Fields view={view} />
        <div className="buttons">
          <SubmitButton>{common("save")}</SubmitButton>
          <LinkButton variant="subtle" href={claimPath(claim.number)}>
            {common("cancel")}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

function Fields({ view }: { view: EditView }) {
  const t = useTranslations("claims.edit");
  const fields = useTranslations("wizards.fields");
  const words = useClaimWords(view.claim);
  switch (view.part) {
    case "name":
      return (
        <TextField
          name="friendlyName"
          label={t("name.label")}
          hint={t("name.hint")}
          maxLength={100}
        />
      );
    case "partner":
      return (
        <>
          <TextField name="partnerName" label={fields("partnerName")} maxLength={200} required />
          <EmailField name="partnerEmail" label={fields("partnerEmail")} maxLength={254} required />
        </>
      );
    case "customer":
      return (
        <>
          <MessageBar tone="warning">{t("customer.warning")}</MessageBar>
          <TextField name="firstName" label={fields("firstName")} maxLength={100} required />
          <TextField name="lastName" label={fields("lastName")} maxLength={100} />
          <TextField name="title" label={fields("title")} maxLength={100} required />
          <EmailField name="email" label={fields("contactEmail")} maxLength={254} required />
          <TextArea
            name="contactReason"
            label={fields("contactReason")}
            hint={t("customer.reasonHint")}
            required="sometimes"
            maxLength={500}
          />
          <LanguageField name="language" label={fields("language")} required />
        </>
      );
    case "invoice":
      return (
        <>
          <TextField name="invoiceNumber" label={t("invoice.number")} maxLength={100} />
          <TextField
            name="invoiceAmount"
            label={t("invoice.amount")}
            hint={t("invoice.amountHint")}
            inputMode="decimal"
            maxLength={30}
          />
          <TextField
            name="invoiceCurrency"
            label={t("invoice.currency")}
            hint={t("invoice.currencyHint")}
            maxLength={3}
            spellCheck={false}
          />
          <TextField
            name="workshopFrom"
            type="date"
            label={t("invoice.from")}
            hint={t("invoice.range", {
              from: words.date(view.firstDay),
              until: words.date(view.today),
            })}
          />
          <TextField
            name="workshopUntil"
            type="date"
            label={t("invoice.until")}
            hint={t("invoice.untilHint")}
          />
        </>
      );
  }
}
