import { useLocale, useTranslations } from "next-intl";
import { FEW } from "@/lib/lists/schema";
import type { OverviewView } from "@/lib/views/programme/overview";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { AuditState } from "./audit-state";
import { MailTable } from "./mail-list";
import styles from "./overview.module.css";
import { ReportsTable } from "./reports-list";

const counted = [
  "partners",
  "locations",
  "tenants",
  "engagements",
  "asked",
  "consented",
  "undelivered",
] as const;

/** How the programme stands, on one page. */
export function Overview({ view }: { view: OverviewView }) {
  const t = useTranslations("programme.overview");
  const programme = useTranslations("programme");
  const format = formats(useLocale());
  const count = (number: number) =>
    number > FEW ? programme("moreThan", { count: FEW }) : format.count(number);
  return (
    <>
      <ToDo rows={view.toDo} />
      <dl className={styles.counts} aria-label={t("counts")}>
        {counted.map((key) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{count(view.counts[key])}</dd>
          </div>
        ))}
      </dl>
      <AuditState audit={view.audit} />
      {view.files ? (
        <Card title={t("files")}>
          <p>
            <Status tone="warning">
              {t("filesLeft", { why: view.files.why ?? "many", left: view.files.left })}
            </Status>
          </p>
          <p>{t("filesLeftText")}</p>
        </Card>
      ) : null}
      <Card title={t("reports")}>
        <ReportsTable rows={view.reports} />
        {view.reports.length > 0 ? (
          <LinkButton href="/programme/reports">{t("allReports")}</LinkButton>
        ) : null}
      </Card>
      <Card title={t("mail")}>
        <MailTable rows={view.mail} />
        {view.mail.length > 0 ? (
          <LinkButton href="/programme/mail">{t("allMail")}</LinkButton>
        ) : null}
      </Card>
    </>
  );
}

/** P1: what is still to do before a first customer can be asked. */
function ToDo({ rows }: { rows: OverviewView["toDo"] }) {
  const t = useTranslations("programme.overview.toDo");
  if (rows.length === 0) return null;
  return (
    <Card title={t("title")}>
      <p>{t("intro")}</p>
      <ol>
        {rows.map(({ what, done, at }) => (
          <li key={what}>
            <Status tone={done ? "success" : "warning"}>{t(done ? "done" : "open")}</Status>{" "}
            {t.rich(what, {
              link: (words) => (done ? words : <a href={`/programme/${at}`}>{words}</a>),
            })}
          </li>
        ))}
      </ol>
    </Card>
  );
}
