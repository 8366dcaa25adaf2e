import { useTranslations } from "next-intl";
import type { OverviewView } from "@/lib/views/programme/overview";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { Table } from "../ui/table";

const known = ["changed", "relinked", "gap", "cut off"] as const;

/** Whether the audit log is whole, and if not, where it is not. */
export function AuditState({ audit }: { audit: OverviewView["audit"] }) {
  const t = useTranslations("programme.overview");
  const { chains, links, faults } = audit;
  return (
    <Card title={t("audit")}>
      <p>
        <Verdict faults={faults} /> {t("auditLength", { chains, links })}
      </p>
      {faults === null ? <p>{t("tooLongText")}</p> : null}
      {faults !== null && faults.length > 0 ? (
        <>
          <p>{t("brokenText")}</p>
          <Table
            caption={t("audit")}
            columns={[{ label: t("chain") }, { label: t("row"), end: true }, { label: t("fault") }]}
          >
            {faults.map(({ chain, seq, fault }) => (
              <tr key={`${chain} ${seq} ${fault}`}>
                <th scope="row">{chain}</th>
                <td>{seq}</td>
                <td>{nameOf(fault, t)}</td>
              </tr>
            ))}
          </Table>
        </>
      ) : null}
    </Card>
  );
}

function Verdict({ faults }: Pick<OverviewView["audit"], "faults">) {
  const t = useTranslations("programme.overview");
  if (faults === null) return <Status tone="info">{t("tooLong")}.</Status>;
  if (faults.length === 0) return <Status tone="success">{t("whole")}.</Status>;
  return <Status tone="danger">{t("broken", { count: faults.length })}.</Status>;
}

function nameOf(fault: string, t: ReturnType<typeof useTranslations<"programme.overview">>) {
  const key = known.find((one) => one === fault);
  return key ? t(`faults.${key}`) : fault;
}
