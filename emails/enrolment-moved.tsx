import { instantWords } from "./dates";
import { Paragraph } from "./parts";
import { PlaceMail, type Place } from "./place-mail";
import { wordsOf } from "./words";
import type { Common } from "./workshop";

type Props = Common &
  Place & {
    state: "invited" | "action_required" | "validating" | "enrolled" | "inactive" | "discontinued";
    movedAt: string;
    movedBy: string | null;
    reason: string | null;
  };

export function subject({ locale, state, locationName }: Props): string {
  return wordsOf(locale)("enrolmentMoved.subject", { state, location: locationName });
}

/** P27: what became of a location's enrolment, to its incentives admins. */
export default function EnrolmentMoved(props: Props) {
  const { locale, address, state, movedAt, movedBy, reason, ...place } = props;
  const t = wordsOf(locale);
  return (
    <PlaceMail
      locale={locale}
      address={address}
      place={place}
      title={t("enrolmentMoved.title", { state })}
      facts={[[t("facts.at"), instantWords(locale, movedAt, place.timeZone)]]}
      reason={reason}
      action={t("enrolmentMoved.action")}
    >
      {movedBy === null ? null : (
        <Paragraph>
          {t(state === "action_required" ? "enrolmentMoved.accepted" : "enrolmentMoved.gave", {
            name: movedBy,
          })}
        </Paragraph>
      )}
      <Paragraph>{t("enrolmentMoved.text", { state })}</Paragraph>
    </PlaceMail>
  );
}
