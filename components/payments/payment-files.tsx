import { useLocale, useTranslations } from "next-intl";
import type { PaymentRunView } from "@/lib/views/programme/payment-run";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { CsvLinks } from "../ui/csv-links";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { ResultsFile } from "./results-file";

type Props = { view: PaymentRunView; action: FormAction };

/** P30: the files of a run for the bank, and the file of results that comes back. */
export function PaymentFiles({ view, action }: Props) {
  const t = useTranslations("payments.files");
  const format = formats(useLocale());
  const here = `/programme/payments/${view.id}`;
  const { files, currency, state } = view;
  return (
    <>
      <Card title={t("title")}>
        <p>{t(state === "frozen" ? "introFrozen" : "intro")}</p>
        {files.length === 0 ? (
          <p>
            {t("waits")} <a href={here}>{t("again")}</a>
          </p>
        ) : null}
        {files.map(({ channel, payments, amountMinor, sha256 }) => (
          <form key={channel} method="post" action={`${here}/files/${channel}`}>
            <p>
              <button type="submit" className={state === "frozen" ? "primary" : undefined}>
                {t(channel)}
              </button>{" "}
              {t("holds", { payments, amount: format.money({ minor: amountMinor, currency }) })}
              <br />
              <small>{t("hash", { hash: sha256.slice(0, 16) })}</small>
            </p>
          </form>
        ))}
      </Card>
      {state === "waiting" || state === "done" ? (
        <Card title={t("results")}>
          <p>{t("resultsText")}</p>
          <Final />
          <p className="buttons">
            <CsvLinks href={`${here}/results.csv`}>{t("list")}</CsvLinks>
          </p>
          <Form action={action}>
            <Hidden values={{ run: view.id }} />
            <ResultsFile label={t("file")} hint={t("fileHint")} />
            <div className="buttons">
              <SubmitButton>{t("take")}</SubmitButton>
            </div>
          </Form>
        </Card>
      ) : null}
    </>
  );
}
