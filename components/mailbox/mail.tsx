import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { MailboxMail } from "@/lib/views/mailbox";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { PageHeader } from "../ui/page-header";
import { MailState } from "./mail-state";
import styles from "./mailbox.module.css";

type Props = { mail: MailboxMail; part: "html" | "text" };

/** One e-mail as its recipient sees it: who wrote, to whom, and either part. */
export function Mail({ mail, part }: Props) {
  const t = useTranslations("mailbox");
  const title = mail.subject ?? t("noSubject");
  return (
    <div className={styles.mailbox}>
      <TabTitle title={title} />
      <PageHeader
        title={title}
        crumbs={[{ label: t("title"), href: `/mailbox?again=${mail.id}` }]}
      />
      <Envelope mail={mail} />
      {mail.html === null ? (
        <p>{mail.lastError ?? t("waiting")}</p>
      ) : (
        <>
          <nav className="pills" aria-label={t("parts")}>
            {(["html", "text"] as const).map((one) => (
              <a
                key={one}
                href={one === "html" ? `/mailbox/${mail.id}` : `/mailbox/${mail.id}?part=text`}
                aria-current={one === part ? "page" : undefined}
              >
                {t(one)}
              </a>
            ))}
          </nav>
          {part === "html" ? (
            <iframe
              className={styles.page}
              src={`/mailbox/${mail.id}/html`}
              title={title}
              sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
            />
          ) : (
            <pre className={styles.text} lang={mail.language} tabIndex={0}>
              {mail.text}
            </pre>
          )}
        </>
      )}
    </div>
  );
}

function Envelope({ mail }: { mail: MailboxMail }) {
  const zone = useTimeZone() ?? "UTC";
  const t = useTranslations("mailbox");
  const format = formats(useLocale());
  const written = format.fullInstant(mail.createdAt, zone);
  const rows = [
    [t("sender"), mail.sender],
    [t("recipient"), mail.recipient],
    [t("replyTo"), mail.replyTo],
    [t("when"), written],
    ...Object.keys(mail.headers ?? {}).map((name) => [name, t("header")] as const),
  ] as const;
  return (
    <dl className={styles.envelope}>
      {rows.map(([label, value]) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
      <div>
        <dt>{t("state")}</dt>
        <dd>
          <MailState state={mail.state} />
        </dd>
      </div>
    </dl>
  );
}
