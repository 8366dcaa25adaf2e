import { useLocale, useTranslations } from "next-intl";
import { paymentFailures } from "@/lib/payments/schema";
import type { PaymentResultView } from "@/lib/views/programme/payment-run";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextArea, TextField } from "../ui/text-field";

type Props = { view: PaymentResultView; action: FormAction; kept: FormValues | null };

/** P30: what became of one payment, by hand. */
export function PaymentResult({ view, action, kept }: Props) {
  const t = useTranslations("payments.result");
  const format = formats(useLocale());
  const paid = view.state === "paid";
  const here = `/programme/payments/${view.run.id}`;
  return (
    <Card title={t("title", { payment: view.name })}>
      <SummaryList
        rows={[
          { label: t("payee"), value: view.payee },
          { label: t("account"), value: `•••• ${view.lastFour}` },
          { label: t("amount"), value: format.money(view.amount) },
          { label: t("claims"), value: format.count(view.claims) },
        ]}
      />
      {view.state === "waiting" ? null : (
        <MessageBar tone={paid ? "info" : "warning"}>{t(paid ? "toldPaid" : "told")}</MessageBar>
      )}
      <Form
        action={action}
        title={t("title", { payment: view.name })}
        initial={{ values: kept ?? {}, errors: [] }}
      >
        <Hidden values={{ run: view.run.id, payment: view.id }} />
        {paid ? (
          <>
            <Hidden values={{ outcome: "returned" }} />
            <TextField name="returnedOn" label={t("returnedOn")} required maxLength={30} />
          </>
        ) : (
          <>
            <RadioGroup
              name="outcome"
              label={t("outcome")}
              required
              options={(["paid", "failed"] as const).map((value) => ({ value, label: t(value) }))}
            />
            <TextField
              name="reference"
              label={t("reference")}
              hint={t("referenceHint")}
              required="sometimes"
              maxLength={100}
              spellCheck={false}
            />
            <TextField
              name="paidOn"
              label={t("paidOn")}
              hint={t("paidOnHint")}
              required="sometimes"
              maxLength={30}
            />
          </>
        )}
        <RadioGroup
          name="as"
          label={t(paid ? "returnedAs" : "as")}
          required={paid || "sometimes"}
          options={paymentFailures.map((value) => ({
            value,
            label: t(`failures.${value}`),
            hint: t(`failureHints.${value}`),
          }))}
        />
        <TextArea
          name="why"
          label={t("why")}
          hint={paid ? undefined : t("whyHint")}
          required={paid || "sometimes"}
          maxLength={500}
        />
        <Final />
        <div className="buttons">
          <SubmitButton>{t("save")}</SubmitButton>
          <LinkButton variant="subtle" href={here}>
            {t("back")}
          </LinkButton>
        </div>
      </Form>
    </Card>
  );
}
