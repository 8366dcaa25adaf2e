import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { FEW } from "@/lib/lists/schema";
import type { PartnerView } from "@/lib/views/programme/partner";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { History } from "../ui/history";
import { MessageBar, Told } from "../ui/message-bar";
import { SummaryList } from "../ui/summary-list";
import { Table } from "../ui/table";
import { PartnerDomains } from "./partner-domains";
import { PartnerFrame, WhyNot } from "./partner-frame";
import { locationPage, partnerPage, roundsPage } from "./partner-paths";
import { usePartnerWords } from "./partner-words";

const told = ["made", "saved", "added", "removed", "suspended", "resumed"] as const;
const counted = ["people", "engagements", "asked", "consented", "claims", "paid"] as const;

type Props = {
  view: PartnerView;
  actions: { add: FormAction; remove: FormAction };
  kept: FormValues | null;
  done: string | undefined;
};

/** One company of the network: its locations, mail domains, numbers and history (P25). */
export function PartnerPage({ view, actions, kept, done }: Props) {
  const t = useTranslations("programme.partners");
  const programme = useTranslations("programme");
  const people = useTranslations("people");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const count = (number: number) =>
    number > FEW ? programme("moreThan", { count: FEW }) : format.count(number);
  const did = told.find((one) => one === done);
  const facts = [
    { label: t("country"), value: format.country(view.country) },
    ...counted.map((key) => ({ label: t(`counts.${key}`), value: count(view.counts[key]) })),
  ];
  return (
    <PartnerFrame
      tab={view.edits !== "yes"}
      title={view.name}
      of={null}
      row={view.id}
      actions={
        <>
          <LinkButton href={roundsPage(view.id)}>{t("rounds.title")}</LinkButton>
          {view.edits === "yes" ? (
            <>
              <LinkButton href={`${partnerPage(view.id)}/people`}>{people("people")}</LinkButton>
              <LinkButton href={`${partnerPage(view.id)}/suspend`}>
                {t(view.suspended ? "resume" : "suspend")}
              </LinkButton>
              <LinkButton href={`${partnerPage(view.id)}/edit`}>{t("edit")}</LinkButton>
            </>
          ) : null}
        </>
      }
    >
      {did ? <Told>{t(`done.${did}`)}</Told> : null}
      {view.suspended ? (
        <MessageBar tone="warning">
          {t("suspendedSince", {
            name: view.suspended.by,
            when: format.instant(view.suspended.at, zone),
            why: view.suspended.why,
          })}
        </MessageBar>
      ) : null}
      <WhyNot edits={view.edits} />
      <SummaryList rows={facts} />
      <Locations view={view} />
      <PartnerDomains view={view} actions={actions} kept={kept} />
      <History
        acts={view.history}
        when={(at) => format.instant(at, zone)}
        words={usePartnerWords()}
      />
    </PartnerFrame>
  );
}

function Locations({ view }: { view: PartnerView }) {
  const t = useTranslations("programme.partners");
  const words = useTranslations("engagements");
  const format = formats(useLocale());
  const columns = (["name", "mpnId", "city", "country", "enrolment", "payeeProfile"] as const).map(
    (key) => ({ label: t(`fields.${key}`) }),
  );
  return (
    <Card title={t("locations")}>
      {view.locations.length === 0 ? (
        <p>{t("noLocations")}</p>
      ) : (
        <Table caption={t("locations")} columns={columns} stack>
          {view.locations.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={locationPage(view.id, row.id)}>{row.name}</a>
              </th>
              <td data-label={t("fields.mpnId")}>{row.mpnId}</td>
              <td>{row.city}</td>
              <td>{format.country(row.country)}</td>
              <td data-label={t("fields.enrolment")}>{words(`enrolment.${row.enrolment}`)}</td>
              <td data-label={t("fields.payeeProfile")}>{words(`payee.${row.payeeProfile}`)}</td>
            </tr>
          ))}
        </Table>
      )}
      {view.edits === "yes" ? (
        <div className="buttons">
          <LinkButton href={`${partnerPage(view.id)}/locations/new`}>{t("newLocation")}</LinkButton>
        </div>
      ) : null}
    </Card>
  );
}
