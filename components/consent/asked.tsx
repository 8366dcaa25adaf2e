import { useLocale, useTranslations } from "next-intl";
import type { AskView } from "@/lib/views/ask-screens";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { consentPath, customersAgain } from "../customers/wizard-paths";
import { EmailText } from "../ui/email-text";
import { LinkButton } from "../ui/button";
import { WhatItMeans } from "../help/what-it-means";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar, Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { MailState } from "./mail-state";
import { TakeBack } from "./take-back";
import { RequestMails } from "./request-mails";
import { languageWords } from "@/messages/format/names";

type Props = {
  view: AskView;
  screen: Extract<AskView["screen"], { kind: "asked" }>;
  actions: { resendConsent: FormAction; setReminders: FormAction; takeBack: FormAction };
  again: string | undefined;
  /** Whether reminders were just turned on or off. */
  reminders: string | undefined;
};

const troubled = ["bounced", "complained", "failed"] as const;

/** S54: a request that waits for its answer: how it stands, and the two ways to send it again. */
export function Asked({ view, screen, actions, again, reminders }: Props) {
  const t = useTranslations("wizards.asked");
  const fields = useTranslations("wizards.fields");
  const words = useTranslations("wizards");
  const locale = useLocale();
  const format = formats(locale);
  const { engagement, associationId, timeZone, until } = view;
  const { request, mails, minutesToResend, remindersOn, waiting, wrongContact, takeBack } = screen;
  const { slug } = engagement;
  const now = remindersOn ? "on" : "off";
  const told = reminders === now ? now : null;
  const when = (at: Date) => format.instant(at, timeZone);
  const day = format.day(until);
  const [last] = mails;
  const problem = troubled.find((state) => state === last?.state);
  const hidden = { slug, association: associationId };
  return (
    <div className="stack">
      {again === "back" && last?.state === "dropped" ? (
        <Told>{t("takeBack.done", { email: request.email })}</Told>
      ) : null}
      {again === "sent" && minutesToResend > 0 && !takeBack ? (
        <Told>{t("again.done", { email: request.email })}</Told>
      ) : null}
      {takeBack ? (
        <TakeBack mail={takeBack} email={request.email} action={actions.takeBack} values={hidden} />
      ) : null}
      {told ? <Told>{t(`reminders.told.${told}`, request)}</Told> : null}
      {waiting ? (
        <MessageBar tone="warning" title={words("ask.waitsTitle")}>
          {t("waiting")}
        </MessageBar>
      ) : null}
      {wrongContact ? (
        <MessageBar tone="warning" title={t("wrongContact.title")}>
          {t(`wrongContact.${wrongContact.why}`, {
            email: request.email,
            when: when(wrongContact.createdAt),
          })}{" "}
          {wrongContact.colleague === null
            ? null
            : t("wrongContact.named", { name: wrongContact.colleague })}{" "}
          {t("wrongContact.next")}
        </MessageBar>
      ) : null}
      {last?.state === "returned" && !waiting ? (
        <MessageBar tone="warning" title={t("problemTitle.returned")}>
          {t("problem.returned")}
        </MessageBar>
      ) : null}
      {problem && !waiting ? (
        <MessageBar tone="danger" title={t(`problemTitle.${problem}`)}>
          {t(`problem.${problem}`)}
        </MessageBar>
      ) : null}
      <p>
        {t("askedBy", {
          sender: screen.senderName,
          name: request.name,
          email: request.email,
          when: when(screen.sentAt),
        })}
      </p>
      <SummaryList
        rows={[
          {
            label: fields("contact"),
            value: (
              <>
                {request.name}, {request.title}
                <br />
                <EmailText>{request.email}</EmailText>
              </>
            ),
          },
          { label: fields("language"), value: languageWords(locale, request.language) },
          { label: fields("partnerContact"), value: request.partnerName },
          {
            label: fields("until"),
            value: words("ask.untilValue", { date: day, zone: format.zoneOf(until, timeZone) }),
          },
          ...(last
            ? [
                {
                  label: t("state"),
                  value: (
                    <>
                      <MailState state={last.state} /> · {when(last.stateAt)}{" "}
                      <WhatItMeans entry={`mail-${last.state}`} of={t(`states.${last.state}`)} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <div className="choices">
        {waiting || takeBack ? null : (
          <Card title={t("again.title")}>
            <p>{t("again.text", { email: request.email, date: day })}</p>
            {minutesToResend > 0 ? (
              <p className="hint">{t("again.wait", { minutes: minutesToResend })}</p>
            ) : (
              <Form action={actions.resendConsent}>
                <Hidden values={hidden} />
                <p className="hint">{t("again.until")}</p>
                <div className="buttons">
                  <SubmitButton variant={problem ? "default" : "primary"}>
                    {t("again.submit")}
                  </SubmitButton>
                </div>
              </Form>
            )}
          </Card>
        )}
        <Card title={t("correct.title")}>
          <p>{t("correct.text")}</p>
          <div className="buttons">
            <LinkButton
              variant={problem ? "primary" : "default"}
              href={consentPath(slug, associationId, "contact")}
            >
              {t("correct.action")}
            </LinkButton>
          </div>
        </Card>
        <Card title={t("reminders.title")}>
          <p>{t(remindersOn ? "reminders.on" : "reminders.off")}</p>
          <Form action={actions.setReminders}>
            <Hidden values={{ ...hidden, reminders: remindersOn ? "off" : "on" }} />
            <div className="buttons">
              <SubmitButton variant="default">
                {t(remindersOn ? "reminders.turnOff" : "reminders.turnOn")}
              </SubmitButton>
            </div>
          </Form>
        </Card>
      </div>
      <RequestMails mails={mails} timeZone={timeZone} />
      {screen.former.length > 0 ? (
        <Card title={t("former.title")}>
          <ul>
            {screen.former.map(({ name, email, sentAt, unsent }) => (
              <li key={sentAt.getTime()}>
                {t("former.line", {
                  name,
                  email,
                  when: when(sentAt),
                  unsent: unsent ? "yes" : "no",
                })}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <div className="buttons">
        <LinkButton href={customersAgain(slug, associationId)}>
          {words("backToCustomers")}
        </LinkButton>
      </div>
    </div>
  );
}
