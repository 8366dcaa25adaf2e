import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { StopRoundView } from "@/lib/views/programme/stop-round";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { tenantPage } from "../tenants/tenant-paths";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { History } from "../ui/history";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextArea } from "../ui/text-field";
import { PartnerFrame } from "./partner-frame";

type Props = { view: StopRoundView; action: FormAction; kept: FormValues | null };

/** P18: asks before the programme ends a round, and says what that does and who is told. */
export function StopRound({ view, action, kept }: Props) {
  const t = useTranslations("programme.partners.stop");
  const rounds = useTranslations("programme.partners.rounds");
  const errors = useTranslations("errors");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { partner, round, kind, people, contact, closed, stops } = view;
  const title = t("title", { customer: round.customer });
  const named = `${title} · ${partner.name}`;
  const may = stops === "yes" && closed === null;
  return (
    <PartnerFrame tab={!may} title={may ? title : named} of={partner}>
      {stops === "yes" ? null : <MessageBar>{t(`edits.${stops}`)}</MessageBar>}
      {closed === null ? null : <MessageBar>{errors(closed)}</MessageBar>}
      <SummaryList
        rows={[
          {
            label: rounds("columns.customer"),
            value: <a href={tenantPage(round.tenantId)}>{round.customer}</a>,
          },
          { label: rounds("columns.workshop"), value: round.workshop },
          { label: rounds("location"), value: round.location },
        ]}
      />
      {may ? (
        <Form action={action} title={named} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ partner: partner.id, round: round.id }} />
          <TextArea
            name="reason"
            label={rounds("reason")}
            hint={rounds("reasonHint")}
            required
            maxLength={2_000}
          />
          <div className="asks">
            <p>{t(`happens.${kind}`)}</p>
            <ul>
              <li>{t("toldPeople", { people: format.all(people) })}</li>
              {kind === "asked" ? (
                <li>{contact ? t("toldContact", contact) : rounds("toldNobody")}</li>
              ) : null}
              {kind === "consented" ? <li>{t("toldConsented")}</li> : null}
            </ul>
          </div>
          <div className="buttons">
            <SubmitButton>{t("act")}</SubmitButton>
            <LinkButton variant="subtle" href={tenantPage(round.tenantId)}>
              {rounds("keep")}
            </LinkButton>
          </div>
        </Form>
      ) : null}
      <History acts={view.history} when={(at) => format.instant(at, zone)} />
    </PartnerFrame>
  );
}
