import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { ExtendRoundView } from "@/lib/views/programme/rounds";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { History } from "../ui/history";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextArea, TextField } from "../ui/text-field";
import { PartnerFrame, WhyNot } from "./partner-frame";
import { roundsPage } from "./partner-paths";

type Props = { view: ExtendRoundView; action: FormAction; kept: FormValues | null };

/** P25: asks before a round is extended, and says what that does and who is told. */
export function ExtendRound({ view, action, kept }: Props) {
  const t = useTranslations("programme.partners.rounds");
  const errors = useTranslations("errors");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { partner, round, kind, clock, people, contact, closed } = view;
  const title = t("extendOf", { customer: round.customer });
  const named = `${title} · ${partner.name}`;
  const may = partner.edits === "yes" && closed === null;
  const facts = [
    { label: t("columns.workshop"), value: round.workshop },
    { label: t("location"), value: round.location },
    { label: t("columns.waitsFor"), value: t(`kinds.${kind}`) },
    {
      label: t("columns.lastDay"),
      value: t("lastDayLeft", {
        day: format.day(clock.lastDay),
        zone: format.zoneOf(clock.lastDay, round.timeZone),
        days: Math.max(0, clock.daysLeft),
      }),
    },
  ];
  return (
    <PartnerFrame tab={!may} title={may ? title : named} of={partner}>
      <WhyNot edits={partner.edits} />
      {closed === null ? null : <MessageBar>{errors(closed)}</MessageBar>}
      <SummaryList rows={facts} />
      {may ? (
        <Form action={action} title={named} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ partner: partner.id, round: round.id, seen: view.seen }} />
          <TextField
            type="date"
            name="lastDay"
            label={t("newLastDay")}
            hint={t("newLastDayHint", {
              from: format.day(view.from),
              until: format.day(view.until),
            })}
            required
          />
          <TextArea
            name="reason"
            label={t("reason")}
            hint={t("reasonHint")}
            required
            maxLength={2_000}
          />
          <div className="asks">
            <p>{t(`happens.${kind}`)}</p>
            <ul>
              <li>{t("toldPeople", { people: format.all(people) })}</li>
              {kind === "consent" ? (
                <li>{contact ? t("toldContact", contact) : t("toldNobody")}</li>
              ) : null}
            </ul>
          </div>
          <Final />
          <div className="buttons">
            <SubmitButton>{t("extend")}</SubmitButton>
            <LinkButton variant="subtle" href={roundsPage(partner.id)}>
              {t("keep")}
            </LinkButton>
          </div>
        </Form>
      ) : null}
      <History acts={view.history} when={(at) => format.instant(at, zone)} />
    </PartnerFrame>
  );
}
