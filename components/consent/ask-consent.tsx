import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CustomerName } from "../customers/customer-name";
import type { AskView } from "@/lib/views/ask-screens";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { MessageBar } from "../ui/message-bar";
import { EarlyWarning } from "../customers/early-warning";
import { Done } from "../customers/done";
import { TabTitle, WizardFrame } from "../customers/wizard-frame";
import { consentPath, endPath } from "../customers/wizard-paths";
import { AskReview } from "./ask-review";
import { Asked } from "./asked";
import { Closed } from "./closed";
import { ContactForm } from "./contact-form";

export type AskActions = {
  saveContact: FormAction;
  sendConsent: FormAction;
  resendConsent: FormAction;
  setReminders: FormAction;
  takeBack: FormAction;
};

type Props = {
  view: AskView;
  /** The list that one came from. */
  from: "customers" | "attention";
  actions: AskActions;
  /** What was typed when the session was lost. */
  kept: FormValues | null;
  /** Whether the request was just "sent" again, or that taken "back". */
  again: string | undefined;
  /** Whether reminders were just turned "on" or "off". */
  reminders: string | undefined;
};

/** "Trigger customer consent" and "Resend customer consent" (S49–S54): the frame, and the screen. */
export function AskConsent(props: Props) {
  const t = useTranslations("wizards");
  const told = useTranslations("events");
  const { engagement, screen, tenant, location, daysLeft, extended, associationId } = props.view;
  const titles: Partial<Record<typeof screen.kind, string>> = { asked: t("asked.title") };
  if ("correcting" in screen && screen.correcting) titles[screen.kind] = t("ask.correctTitle");
  const title = titles[screen.kind] ?? t("ask.title");
  const named = `${title} · ${tenant.name}`;
  const wizard = screen.kind === "contact" || screen.kind === "review";
  const first = wizard && screen.correcting ? "contact" : "start";
  const steps = wizard
    ? [
        {
          label: t("steps.contacts"),
          href: consentPath(engagement.slug, associationId, first, { draft: screen.draft }),
        },
        { label: t("steps.review") },
      ]
    : undefined;
  const place = { name: tenant.name, location: location.name, days: daysLeft };
  const link = (words: ReactNode) => <CustomerName id={tenant.id}>{words}</CustomerName>;
  const running = wizard || screen.kind === "asked";
  return (
    <WizardFrame
      engagement={engagement}
      title={title}
      row={associationId}
      from={props.from}
      line={running ? t.rich("ask.line", { ...place, link }) : link(tenant.name)}
      {...(steps ? { steps, current: screen.kind === "review" ? 1 : 0 } : {})}
    >
      {wizard ? null : <TabTitle title={named} />}
      {running && extended ? (
        <MessageBar>{told(extended.event, extended.params)}</MessageBar>
      ) : null}
      {running ? <EarlyWarning rivals={props.view.rivals} /> : null}
      <Screen {...props} title={named} />
      {running ? (
        <p>
          <a href={endPath(engagement.slug, associationId)}>{t("endRound.link")}</a>
        </p>
      ) : null}
    </WizardFrame>
  );
}

function Screen({ title, ...props }: Props & { title: string }) {
  const t = useTranslations("wizards.steps");
  const { view, from, actions, kept, again, reminders } = props;
  const { screen, engagement, associationId, tenant } = view;
  const { slug } = engagement;
  switch (screen.kind) {
    case "done":
      return <Done view={screen} slug={slug} />;
    case "closed":
      return <Closed reason={screen.reason} slug={slug} tenantId={tenant.id} />;
    case "contact":
      return (
        <ContactForm
          action={actions.saveContact}
          title={`${t("contacts")} – ${title}`}
          screen={screen}
          kept={kept}
          slug={slug}
          associationId={associationId}
          from={from}
        />
      );
    case "review":
      return (
        <AskReview
          action={actions.sendConsent}
          title={`${t("review")} – ${title}`}
          screen={screen}
          view={view}
          from={from}
        />
      );
    case "asked":
      return <Asked {...{ view, screen, actions, again, reminders }} />;
    case "begin":
    case "elsewhere":
      return null;
  }
}
