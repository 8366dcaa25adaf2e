import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { ReportView } from "@/lib/views/programme/reports";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { TabTitle } from "../customers/wizard-frame";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextArea } from "../ui/text-field";

type Props = { view: ReportView; action: FormAction; kept: FormValues | null };

const base = "/programme/reports";

/** One report of an unexpected request: what was said, where it stands, and what staff make of it. */
export function ReportPage({ view, action, kept }: Props) {
  const t = useTranslations("programme.reports");
  const common = useTranslations("common");
  const title = t("ofReport", { customer: view.tenant.name });
  const values = { note: view.note, done: view.done ? "yes" : "no" };
  return (
    <Card title={title}>
      <Facts view={view} />
      {view.own ? (
        <>
          <TabTitle title={title} />
          <MessageBar>{t("own")}</MessageBar>
        </>
      ) : (
        <>
          <p>
            {view.ban?.state === "banned" ? (
              <a href={`${base}/${view.id}/lift`}>{t("liftLink")}</a>
            ) : (
              <a href={`${base}/${view.id}/stop`}>
                {t(view.request === "open" ? "stopLink" : "banLink")}
              </a>
            )}
          </p>
          <Form action={action} title={title} initial={{ values: kept ?? values, errors: [] }}>
            <Hidden values={{ report: view.id }} />
            <TextArea name="note" label={t("note")} hint={t("noteHint")} maxLength={2_000} />
            <RadioGroup
              name="done"
              label={t("doneField")}
              required
              options={(["no", "yes"] as const).map((value) => ({
                value,
                label: t(`done.${value}`),
              }))}
            />
            <div className="buttons">
              <SubmitButton>{t("save")}</SubmitButton>
              <LinkButton variant="subtle" href={`${base}?show=open&again=${view.id}`}>
                {common("cancel")}
              </LinkButton>
            </div>
          </Form>
        </>
      )}
    </Card>
  );
}

/**
 * Asks before a request is stopped, or before one that is over already may not be repeated (D19): what
 * ends, and who is told (D20).
 */
export function StopRequest({ view, action, kept }: Props) {
  const t = useTranslations("programme.reports.stop");
  const f = useTranslations("programme.reports.forbid");
  const w = view.request === "open" ? t : f;
  const title = w("title");
  const named = `${title} · ${view.tenant.name}`;
  const here = `${base}/${view.id}`;
  return (
    <Card title={title}>
      <Facts view={view} />
      {view.own || view.ban?.state === "banned" ? (
        <div className="buttons">
          <TabTitle title={named} />
          <LinkButton href={here}>{w("keep")}</LinkButton>
        </div>
      ) : (
        <Form action={action} title={named} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ report: view.id }} />
          <div className="asks">
            <p>{w("intro", { partner: view.partnerName, customer: view.tenant.name })}</p>
            <ul>
              <li>{w("contact", view.contact)}</li>
              <li>{t("partner", view.partnerContact)}</li>
              <li>{t("others")}</li>
              <li>{t("round")}</li>
            </ul>
          </div>
          <TextArea
            name="reason"
            label={w("reason")}
            hint={t("reasonHint")}
            required
            maxLength={2_000}
          />
          <div className="buttons">
            <SubmitButton variant="danger">{w("submit")}</SubmitButton>
            <LinkButton href={here}>{w("keep")}</LinkButton>
          </div>
        </Form>
      )}
    </Card>
  );
}

/** Asks before an address may be asked again: of whom, and who is told. */
export function LiftBan({ view, action, kept }: Props) {
  const t = useTranslations("programme.reports.lift");
  const stop = useTranslations("programme.reports.stop");
  const title = t("title");
  const named = `${title} · ${view.tenant.name}`;
  const here = `${base}/${view.id}`;
  const { partnerName: partner, tenant, contact } = view;
  return (
    <Card title={title}>
      <Facts view={view} />
      {view.own || view.ban?.state !== "banned" ? (
        <div className="buttons">
          <TabTitle title={named} />
          <LinkButton href={here}>{t("keep")}</LinkButton>
        </div>
      ) : (
        <Form action={action} title={named} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ report: view.id }} />
          <div className="asks">
            <p>{t("intro", { partner, customer: tenant.name, email: contact.email })}</p>
            <ul>
              <li>{stop("partner", view.partnerContact)}</li>
            </ul>
          </div>
          <TextArea name="why" label={t("why")} hint={t("whyHint")} required maxLength={2_000} />
          <Final />
          <div className="buttons">
            <SubmitButton>{t("submit")}</SubmitButton>
            <LinkButton href={here}>{t("keep")}</LinkButton>
          </div>
        </Form>
      )}
    </Card>
  );
}

function Facts({ view }: Pick<Props, "view">) {
  const t = useTranslations("programme.reports");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const when = (at: Date) => format.instant(at, zone);
  const date = format.day({ at: lastMoment(view.consentDueAt), zone: view.timeZone });
  const { ban } = view;
  const banWords = ban
    ? t(ban.state, { name: ban.last.name, when: when(ban.last.at), reason: ban.last.reason })
    : "";
  const acts = [
    view.looked && t("lookedBy", { name: view.looked.name, when: when(view.looked.at) }),
    view.done && t("doneBy", { name: view.done.name, when: when(view.done.at) }),
  ].filter((act) => act !== null);
  return (
    <SummaryList
      rows={[
        { label: t("when"), value: when(view.createdAt) },
        { label: t("message"), value: view.message },
        { label: t("about"), value: `${view.tenant.name}, ${view.workshopName}` },
        { label: t("asked"), value: `${view.contact.name}, ${view.contact.email}` },
        { label: t("partner"), value: view.partnerName },
        { label: t("sentBy"), value: `${view.partnerContact.name}, ${view.partnerContact.email}` },
        { label: t("request"), value: t(`requestStates.${view.request}`, { date }) },
        ...(view.ban ? [{ label: t("ban"), value: banWords }] : []),
        ...(acts.length > 0 ? [{ label: t("state"), value: acts.join(". ") }] : []),
      ]}
    />
  );
}
