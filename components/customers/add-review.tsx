import { useTranslations } from "next-intl";
import { mismatchReasons } from "@/lib/tenants/schema";
import type { AddView } from "@/lib/views/add-customer";
import type { FormAction } from "@/lib/web/form-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SummaryList, type SummaryRow } from "../ui/summary-list";
import { EarlyWarning } from "./early-warning";
import { WizardButtons } from "./wizard-buttons";
import { addPath, customersAgain } from "./wizard-paths";
import { WorkshopsSummary } from "./workshops-summary";

type Props = {
  action: FormAction;
  title: string;
  screen: Extract<AddView["screen"], { kind: "review" }>;
  values: AddView["values"];
  hidden: { slug: string; draft: string };
};

/** S32, S33: everything once more, then "Add customer". */
export function AddReview({ action, title, screen, values, hidden }: Props) {
  const t = useTranslations("wizards");
  const { slug, draft } = hidden;
  const { tenant, location, workshops } = screen;
  const to = (step: string) => addPath(slug, step, { draft });
  const reason = mismatchReasons.find((usual) => usual === values.reason);
  const rows: SummaryRow[] = [
    {
      label: t("fields.location"),
      value: t("locationOption", {
        name: location.name,
        city: location.city,
        mpnId: location.mpnId,
      }),
      changeHref: to("customer"),
    },
    { label: t("fields.email"), value: values.email.trim(), changeHref: to("customer") },
    {
      label: t("fields.customer"),
      value: (
        <>
          <strong>{tenant.name}</strong>
          <br />
          <small>
            {tenant.tpid === null ? null : `${t("tpid", { tpid: String(tenant.tpid) })} · `}
            {t("tenantId", { id: tenant.id })}
          </small>
        </>
      ),
      changeHref: to(values.found?.kind === "choose" ? "tenant" : "customer"),
    },
  ];
  if (screen.mismatch && reason) {
    rows.push({
      label: t("add.reason.title"),
      value: [t(`mismatch.${reason}`), values.reasonNote.trim()].filter(Boolean).join(": "),
      changeHref: to("reason"),
    });
  }
  rows.push({
    label: t("fields.workshops"),
    value: <WorkshopsSummary workshops={workshops} />,
    changeHref: to("workshops"),
  });
  return (
    <Form action={action} title={title}>
      <Hidden values={hidden} />
      <div>
        <h2>{t("add.review.title")}</h2>
        <p>{t("add.review.clock")}</p>
      </div>
      <EarlyWarning rivals={screen.rivals} />
      {screen.contactOpen ? null : (
        <MessageBar tone="warning" title={t("add.review.laterTitle")}>
          {t("add.review.later", { email: values.email.trim() })}
        </MessageBar>
      )}
      <SummaryList rows={rows} />
      <WizardButtons
        submit={t("add.submit")}
        backHref={to("workshops")}
        cancelHref={customersAgain(slug)}
      />
    </Form>
  );
}
