import { moneyWords, type Money } from "@/messages/format/money";
import { Paragraph } from "./parts";
import { PlaceMail, type Place } from "./place-mail";
import { wordsOf } from "./words";
import type { Common, Fact } from "./workshop";

type Props = Common &
  Place & {
    kind: "payee" | "other" | "returned_payee" | "returned_other";
    run: string | null;
    claimNumbers: string;
    amount: Money | null;
    lastFour: string | null;
    reason: string;
  };

export function subject({ locale, locationName }: Props): string {
  return wordsOf(locale)("paymentFailed.subject", { location: locationName });
}

/** P30: the bank gave a payment back, to the incentives admins of the location, with what to do. */
export default function PaymentFailed(props: Props) {
  const { locale, address, kind, run, claimNumbers, amount, lastFour, reason, ...place } = props;
  const t = wordsOf(locale);
  const facts: Fact[] = [
    ...(amount === null ? [] : [[t("facts.amount"), moneyWords(locale, amount)] as Fact]),
    ...(lastFour === null ? [] : [[t("facts.account"), `•••• ${lastFour}`] as Fact]),
    ...(run === null ? [] : [[t("facts.paymentRun"), run] as Fact]),
    [t("facts.claims"), claimNumbers],
  ];
  return (
    <PlaceMail
      locale={locale}
      address={address}
      place={place}
      title={t("paymentFailed.title")}
      facts={facts}
      reason={reason}
      action={t("paymentFailed.action")}
    >
      <Paragraph>{t(`paymentFailed.${kind}`)}</Paragraph>
    </PlaceMail>
  );
}
