import { instantWords } from "./dates";
import { Paragraph } from "./parts";
import { PlaceMail, type Place } from "./place-mail";
import { wordsOf } from "./words";
import type { Common, Fact } from "./workshop";

type Props = Common &
  Place & {
    kind: "changed" | "valid" | "rejected";
    at: string;
    by: string | null;
    lastFour: string;
    reason: string | null;
  };

export function subject({ locale, kind, locationName }: Props): string {
  return wordsOf(locale)(`payeeNotice.${kind}.subject`, { location: locationName });
}

/** P28: what became of where a location is paid, to its incentives admins; never the account itself. */
export default function PayeeNotice(props: Props) {
  const { locale, address, kind, at, by, lastFour, reason, ...place } = props;
  const t = wordsOf(locale);
  const facts: Fact[] = [
    [t("facts.account"), `•••• ${lastFour}`],
    ...(by === null ? [] : [[t("facts.changedBy"), by] satisfies Fact]),
    [t("facts.at"), instantWords(locale, at, place.timeZone)],
  ];
  return (
    <PlaceMail
      locale={locale}
      address={address}
      place={place}
      title={t(`payeeNotice.${kind}.title`)}
      facts={facts}
      reason={reason}
      action={t("payeeNotice.action")}
    >
      <Paragraph>{t(`payeeNotice.${kind}.text`)}</Paragraph>
    </PlaceMail>
  );
}
