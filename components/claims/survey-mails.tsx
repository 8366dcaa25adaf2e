import { useLocale, useTranslations } from "next-intl";
import type { SurveyCard } from "@/lib/views/claim/surveys";
import { formats } from "@/messages/format/formats";
import { MailState } from "../consent/mail-state";
import { Details } from "../ui/details";
import { MessageBar } from "../ui/message-bar";

type Props = {
  kind: SurveyCard["kind"];
  live: NonNullable<SurveyCard["live"]>;
  timeZone: string;
  open: boolean;
  answered: boolean;
  /** Where the customer contact is corrected. */
  editHref?: string | undefined;
};

const troubled = ["bounced", "complained", "failed"] as const;

/** To whom a survey was mailed and how that stands; what did not arrive comes with its fix. */
export function SurveyMails({ kind, live, timeZone, open, answered, editHref }: Props) {
  const t = useTranslations("surveys.section");
  const format = formats(useLocale());
  const when = (at: Date) => format.instant(at, timeZone);
  const { recipientName: name, recipientEmail: email, language, mails } = live;
  const [last] = mails;
  const problem = answered || !open ? undefined : troubled.find((state) => state === last?.state);
  return (
    <>
      {problem ? (
        <MessageBar
          tone="danger"
          title={t(`problem.${problem}`)}
          actions={
            kind === "customer" && editHref ? <a href={editHref}>{t("fixAction")}</a> : undefined
          }
        >
          {t(`fix.${kind}`)}
        </MessageBar>
      ) : null}
      <p>
        {t("sentTo", { name, email, language, when: when(live.createdAt) })}{" "}
        {t("sentBy", { name: live.createdByName })}
      </p>
      {last ? (
        <p>
          {t("delivery")}: <MailState state={last.state} /> · {when(last.stateAt)}
        </p>
      ) : null}
      {mails.length > 1 ? (
        <Details summary={t("mails")}>
          <ul>
            {mails.map((mail) => (
              <li key={mail.id}>
                {t("mailLine", { when: when(mail.createdAt), email: mail.recipient })}{" "}
                <MailState state={mail.state} />
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
}
