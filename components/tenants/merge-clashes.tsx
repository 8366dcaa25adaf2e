import { useTranslations } from "next-intl";
import type { MergeView } from "@/lib/views/programme/merge";
import { stopPage } from "../partners/partner-paths";
import { Card } from "../ui/card";
import { MessageBar } from "../ui/message-bar";

type Props = { plan: NonNullable<MergeView["plan"]>; tenant: MergeView["tenant"] };

/** P18: what two tenants cannot be one customer with, and where each of it is ended. */
export function MergeClashes({ plan, tenant }: Props) {
  const t = useTranslations("programme.tenant.merge");
  if (plan.clashes.length === 0) return <MessageBar tone="success">{t("noClash")}</MessageBar>;
  const at = (id: string) => (id === tenant.id ? tenant.name : plan.into.name);
  return (
    <Card title={t("clashes")}>
      <MessageBar tone="danger">{t("clashesText", { count: plan.clashes.length })}</MessageBar>
      <ul>
        {plan.clashes.map((clash) => (
          <li key={`${clash.kind} ${clash.rounds.map(({ id }) => id).join(" ")}`}>
            {clash.kind === "consents"
              ? t("consents", {
                  workshop: clash.workshop,
                  allowed: clash.allowed,
                  count: clash.rounds.length,
                })
              : t("twoRounds", {
                  workshop: clash.workshop,
                  partner: clash.rounds[0]?.partnerName ?? "",
                })}
            <ul>
              {clash.rounds.map((round) => (
                <li key={round.id}>
                  <a href={stopPage(round.partnerId, round.id)}>
                    {t("endIt", { partner: round.partnerName, customer: at(round.tenantId) })}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}
