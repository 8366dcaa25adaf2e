import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { HoldView } from "@/lib/views/programme/privacy";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";

type Props = {
  view: HoldView;
  actions: Record<"place" | "lift", FormAction>;
  kept: FormValues | null;
};

/** Places a legal hold on a claim or a customer, or lifts the one that stands, with a reason (O25). */
export function LegalHold({ view, actions, kept }: Props) {
  const t = useTranslations("privacy.hold");
  const { of, key, name, standing } = view;
  const title = t(standing ? "lift" : "place");
  const what = of === "claim" ? t("ofClaim", { number: key }) : t("ofTenant", { name });
  return (
    <Card title={title}>
      {standing ? <HoldBar hold={standing} /> : null}
      <p>{t(standing ? "liftIntro" : "intro", { what })}</p>
      <Form
        action={standing ? actions.lift : actions.place}
        title={`${title} · ${name}`}
        initial={{ values: kept ?? {}, errors: [] }}
      >
        <Hidden values={{ of, id: key }} />
        <TextArea
          name={standing ? "why" : "reason"}
          label={t("reason")}
          hint={t("reasonHint")}
          required
          maxLength={1_000}
        />
        <div className="buttons">
          <SubmitButton>{title}</SubmitButton>
          <LinkButton
            variant="subtle"
            href={`/programme/${of === "claim" ? "claims" : "tenants"}/${key}`}
          >
            {t("cancel")}
          </LinkButton>
        </div>
      </Form>
    </Card>
  );
}

/** That a legal hold stands, since when, by whom and why: where staff see what it is on. */
export function HoldBar({ hold }: { hold: NonNullable<HoldView["standing"]> }) {
  const t = useTranslations("privacy.hold");
  const when = formats(useLocale()).instant(hold.at, useTimeZone() ?? "UTC");
  return (
    <MessageBar tone="warning">
      {t("standing", { when, name: hold.name, reason: hold.reason })}
    </MessageBar>
  );
}
