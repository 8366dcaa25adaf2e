import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { PaymentRunView } from "@/lib/views/programme/payment-run";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { History } from "../ui/history";
import { MessageBar, Told } from "../ui/message-bar";
import { Pagination } from "../ui/pagination";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { Tabs } from "../ui/tabs";
import { PaymentFiles } from "./payment-files";
import { RunLines } from "./run-lines";
import { RunPayments } from "./run-payments";
import { RunStatus } from "./payment-status";

type Actions = Record<"cancel" | "freeze" | "gather" | "move" | "results", FormAction>;
type Props = {
  view: PaymentRunView;
  actions: Actions;
  said: Record<"done" | "changed" | "same", string | undefined>;
};

const told = ["gathered", "in", "out", "frozen", "cancelled", "result"] as const;

/** P30: one payment run: what it holds, what can be done with it, what became of it. */
export function PaymentRun({ view, actions, said }: Props) {
  const t = useTranslations("payments.run");
  const programme = useTranslations("programme");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const here = `/programme/payments/${view.id}`;
  const word = told.find((one) => one === said.done);
  const count = (text: string | undefined) => Number(/^\d{1,5}$/.exec(text ?? "")?.[0] ?? 0);
  return (
    <>
      <TabTitle title={`${t("name", { number: view.number })} · ${programme("title")}`} />
      <h2>{t("name", { number: view.number })}</h2>
      {word ? <Told>{t(`done.${word}`)}</Told> : null}
      {said.done === "waits" ? <MessageBar tone="warning">{t("fileWaits")}</MessageBar> : null}
      {said.done === "results" ? (
        <Told>{t("done.results", { changed: count(said.changed), same: count(said.same) })}</Told>
      ) : null}
      <Card title={t("sums")}>
        <SummaryList rows={useSums(view)} />
        <Acts view={view} actions={actions} />
      </Card>
      {view.state === "open" || view.state === "cancelled" ? null : (
        <PaymentFiles view={view} action={actions.results} />
      )}
      {view.sums.payments === 0 ? null : (
        <Tabs
          label={t("lists")}
          variant="pills"
          tabs={(["payments", "claims"] as const).map((list) => ({
            label: t(list),
            href: list === "payments" ? here : `${here}?list=claims`,
            current: view.list === list,
          }))}
        />
      )}
      {view.list === "claims" ? (
        <RunLines view={view} action={actions.move} />
      ) : (
        <RunPayments view={view} />
      )}
      <Pagination
        firstHref={view.query.after === null ? undefined : `${here}?list=${view.list}`}
        nextHref={view.next === null ? undefined : `${here}?list=${view.list}&after=${view.next}`}
      />
      <History acts={view.history} when={(at) => format.instant(at, zone)} />
      <LinkButton variant="subtle" href="/programme/payments">
        {t("all")}
      </LinkButton>
    </>
  );
}

function useSums({ state, sums, currency }: PaymentRunView) {
  const t = useTranslations("payments.run");
  const format = formats(useLocale());
  const of = (claims: number, minor: number) =>
    t("claimsFor", { claims, amount: format.money({ minor, currency }) });
  const payments = (number: number, minor: number) =>
    t("paymentsFor", { payments: number, amount: format.money({ minor, currency }) });
  return [
    { label: t("state"), value: <RunStatus state={state} /> },
    { label: t("goes"), value: of(sums.claims, sums.amountMinor) },
    { label: t("held"), value: of(sums.held, sums.heldMinor) },
    ...(sums.out > 0 ? [{ label: t("out"), value: t("claimsAlone", { claims: sums.out }) }] : []),
    ...(sums.payments > 0
      ? [
          { label: t("paid"), value: payments(sums.paid, sums.paidMinor) },
          { label: t("failed"), value: payments(sums.failed, sums.failedMinor) },
          ...(sums.returned > 0
            ? [{ label: t("returned"), value: payments(sums.returned, sums.returnedMinor) }]
            : []),
          { label: t("waiting"), value: t("paymentsAlone", { payments: sums.waiting }) },
        ]
      : []),
  ];
}

/** What can be done with the whole run where it stands, each with what follows from it. */
function Acts({ view, actions }: Pick<Props, "view" | "actions">) {
  const t = useTranslations("payments.run");
  const seen = <Hidden values={{ run: view.id, revision: String(view.revision) }} />;
  const open = view.state === "open";
  if (!open && view.state !== "frozen") return null;
  return (
    <>
      {view.accountMissing ? (
        <MessageBar>
          {t.rich("accountMissing", {
            link: (words) => <a href="/programme/settings#account">{words}</a>,
          })}
        </MessageBar>
      ) : null}
      {view.ownApprovals.length > 0 ? (
        <MessageBar tone="warning">
          {t("ownApprovals", { claims: view.ownApprovals.join(", ") })}
        </MessageBar>
      ) : null}
      {open ? (
        <>
          <p>{t("freezeText")}</p>
          <Form action={actions.freeze}>
            {seen}
            <div className="buttons">
              <SubmitButton>{t("freeze")}</SubmitButton>
            </div>
          </Form>
          <Form action={actions.gather}>
            {seen}
            <div className="buttons">
              <SubmitButton variant="default">{t("gather")}</SubmitButton>
            </div>
          </Form>
        </>
      ) : null}
      <Form action={actions.cancel}>
        {seen}
        <div className="buttons">
          <SubmitButton variant="danger">{t("cancel")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
