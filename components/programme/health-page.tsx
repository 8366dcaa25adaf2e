import { useLocale, useTranslations } from "next-intl";
import type { HealthView } from "@/lib/views/programme/health";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { SummaryList } from "../ui/summary-list";
import { Table } from "../ui/table";
import { jobName } from "./job-name";
import { Time } from "./time";

/** How the product runs, for whoever looks after it. */
export function HealthPage({ view }: { view: HealthView }) {
  const t = useTranslations("health");
  const format = formats(useLocale());
  const { versions, ailments, diskFree, databaseBytes } = view;
  return (
    <>
      <Card title={t("state")}>
        {ailments.length === 0 ? (
          <p>
            <Status tone="success">{t("well")}</Status>
          </p>
        ) : (
          ailments.map((one) => (
            <p key={one}>
              <Status tone="warning">{t(`ailments.${one}`)}</Status>
            </p>
          ))
        )}
        <SummaryList
          rows={[
            { label: t("product"), value: versions.product },
            { label: "PostgreSQL", value: versions.database },
            { label: "Node", value: versions.node },
            { label: t("databaseSize"), value: format.size(databaseBytes) },
            {
              label: t("diskFree"),
              value: diskFree === null ? t("unknown") : format.size(diskFree),
            },
          ]}
        />
      </Card>
      <Schedules rows={view.schedules} />
      <Queues rows={view.queues} />
      <Card title={t("mail")}>
        {view.emails.length === 0 ? <p>{t("noMail")}</p> : null}
        <SummaryList
          rows={view.emails.map(({ state, count }) => ({
            label: t(`emails.${state}`),
            value: format.count(count),
          }))}
        />
      </Card>
      <Card title={t("clocks")}>
        <SummaryList
          rows={view.clocks.map(({ clock, late, seconds }) => ({
            label: t(`late.${clock}`),
            value: late === 0 ? t("none") : <Late count={late} seconds={seconds ?? 0} />,
          }))}
        />
      </Card>
      <Pages rows={view.pages} since={view.since} />
    </>
  );
}

function Late({ count, seconds }: { count: number; seconds: number }) {
  const t = useTranslations("health");
  return <Status tone="warning">{t("lateBy", { count, time: useDuration()(seconds) })}</Status>;
}

function Schedules({ rows }: { rows: HealthView["schedules"] }) {
  const t = useTranslations("health");
  const duration = useDuration();
  const columns = [
    { label: t("job") },
    { label: t("done") },
    { label: t("took"), end: true },
    { label: t("lastState") },
  ];
  return (
    <Card title={t("schedules")}>
      <Table caption={t("schedules")} columns={columns} stack>
        {rows.map(({ name, doneAt, failedAt, took, late }) => (
          <tr key={name}>
            <th scope="row">
              {t(`jobs.${jobName(name)}`)} <small>{name}</small>
            </th>
            <td>{doneAt ? <Time at={doneAt} /> : t("never")}</td>
            <td data-label={t("took")}>{took === null ? "" : duration(took)}</td>
            <td>
              <Status tone={late ? "warning" : "success"}>{t(late ? "isLate" : "inTime")}</Status>
              {failedAt && (!doneAt || failedAt > doneAt) ? (
                <small>{t("failedSince")}</small>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

function Queues({ rows }: { rows: HealthView["queues"] }) {
  const t = useTranslations("health");
  const format = formats(useLocale());
  const duration = useDuration();
  const figures = ["ready", "later", "active", "failed"] as const;
  const columns = [
    { label: t("job") },
    ...[...figures, "oldest" as const].map((key) => ({ label: t(`queue.${key}`), end: true })),
  ];
  return (
    <Card title={t("queueTitle")}>
      {rows.length === 0 ? (
        <p>{t("queueEmpty")}</p>
      ) : (
        <Table caption={t("queueTitle")} columns={columns} stack>
          {rows.map(({ name, oldest, ...row }) => (
            <tr key={name}>
              <th scope="row">
                {t(`jobs.${jobName(name)}`)} <small>{name}</small>
              </th>
              {figures.map((key) => (
                <td key={key} data-label={t(`queue.${key}`)}>
                  {format.count(row[key])}
                </td>
              ))}
              <td data-label={t("queue.oldest")}>{oldest === null ? "" : duration(oldest)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function Pages({ rows, since }: { rows: HealthView["pages"]; since: Date }) {
  const t = useTranslations("health");
  const format = formats(useLocale());
  const duration = useDuration();
  const columns = [
    { label: t("page"), wide: true },
    ...(["requests", "mean", "most"] as const).map((key) => ({
      label: t(`pages.${key}`),
      end: true,
    })),
  ];
  return (
    <Card title={t("slowest")}>
      <p>{t.rich("since", { time: () => <Time at={since} /> })}</p>
      {rows.length === 0 ? null : (
        <Table caption={t("slowest")} columns={columns} stack>
          {rows.map(({ route, requests, mean, most }) => (
            <tr key={route}>
              <th scope="row">
                <code>{route}</code>
              </th>
              <td data-label={t("pages.requests")}>{format.count(requests)}</td>
              <td data-label={t("pages.mean")}>{duration(mean)}</td>
              <td data-label={t("pages.most")}>{most === null ? t("longer") : duration(most)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

/** A time that something took, in the largest unit of which it is more than one and a half. */
function useDuration(): (seconds: number) => string {
  const t = useTranslations("health.duration");
  return (seconds) => {
    if (seconds < 1) return t("ms", { n: Math.round(seconds * 1_000) });
    if (seconds < 90)
      return t("seconds", {
        n: seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds),
      });
    if (seconds < 5_400) return t("minutes", { n: Math.round(seconds / 60) });
    if (seconds < 129_600) return t("hours", { n: Math.round(seconds / 3_600) });
    return t("days", { n: Math.round(seconds / 86_400) });
  };
}
