import { useLocale, useTranslations } from "next-intl";
import type { Completed } from "@/lib/views/wizard-parts";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { MessageBar } from "../ui/message-bar";
import { CustomerName } from "./customer-name";
import { addPath, consentPath, endPath } from "./wizard-paths";

type Props = { completion: Completed; slug: string };

/**
 * S34, S43, S52, K12: says what a wizard did, what comes next, and how it is taken back. For the Customers page after the
 * wizard's last screen, and for the wizard itself when it is opened again.
 */
export function CompletionBanner({ completion, slug }: Props) {
  const t = useTranslations("wizards.done");
  const format = formats(useLocale());
  const { kind, tenantId, tenantName, workshops, contact, waiting, unsent } = completion;
  const lastDay = ({ consentDueAt, timeZone }: (typeof workshops)[number]) =>
    format.day({ at: lastMoment(consentDueAt), zone: timeZone });

  if (kind === "consent") {
    const [workshop] = workshops;
    if (!contact || !workshop) return null;
    if (waiting)
      return (
        <MessageBar
          tone="warning"
          title={t("consent.waitingTitle")}
          actions={
            <p>
              <a href={endPath(workshop.slug, workshop.associationId)}>{t("consent.takeBack")}</a>
            </p>
          }
        >
          <p>{t("consent.waiting", { email: contact.email, date: lastDay(workshop) })}</p>
        </MessageBar>
      );
    if (unsent)
      return (
        <MessageBar
          tone="success"
          title={t("consent.soonTitle", { contact: contact.name })}
          actions={
            <p>
              <a href={consentPath(workshop.slug, workshop.associationId, "start")}>
                {t("consent.takeBackSoon")}
              </a>
            </p>
          }
        >
          <p>{t("consent.soon", { ...contact, date: lastDay(workshop) })}</p>
        </MessageBar>
      );
    return (
      <MessageBar
        tone="success"
        title={t("consent.title", { contact: contact.name })}
        actions={
          <p>
            <a href={endPath(workshop.slug, workshop.associationId)}>{t("consent.takeBack")}</a>
          </p>
        }
      >
        <p>
          {t("consent.text", { email: contact.email, name: contact.name, date: lastDay(workshop) })}
        </p>
      </MessageBar>
    );
  }
  return (
    <MessageBar
      tone="success"
      title={t.rich(`${kind}.title`, {
        name: tenantName,
        link: (words) => <CustomerName id={tenantId}>{words}</CustomerName>,
      })}
      actions={
        kind === "add" ? (
          <p>
            <a href={addPath(slug, "customer")}>{t("another")}</a>
          </p>
        ) : null
      }
    >
      {t(`${kind}.text`)}
      <ul>
        {workshops.map((workshop) => (
          <li key={workshop.associationId}>
            {t("until", { workshop: workshop.name, date: lastDay(workshop) })}
            {" – "}
            <a
              href={consentPath(workshop.slug, workshop.associationId, "start")}
              aria-label={t("triggerFor", { workshop: workshop.name })}
            >
              {t("trigger")}
            </a>
            {" · "}
            <a
              href={endPath(workshop.slug, workshop.associationId)}
              aria-label={t("takeBackFor", { workshop: workshop.name })}
            >
              {t("takeBack")}
            </a>
          </li>
        ))}
      </ul>
    </MessageBar>
  );
}
