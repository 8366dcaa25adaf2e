import { OverNotice, type Over } from "./over-notice";
import { wordsOf } from "./words";

type Props = Over & { cancelledAt: string };

export function subject({ locale, partnerName, engagementName }: Props): string {
  return wordsOf(locale)("workshopCancelled.subject", {
    partner: partnerName,
    engagement: engagementName,
  });
}

/** Tells the customer's contact that the partner will not run the workshop. */
export default function WorkshopCancelled({ cancelledAt, ...notice }: Props) {
  const t = wordsOf(notice.locale);
  const words = {
    title: t("workshopCancelled.title"),
    text: t("workshopCancelled.text", { partner: notice.partnerName }),
    next: t("workshopCancelled.next"),
  };
  const since = [t("facts.cancelledAt"), cancelledAt] as const;
  return <OverNotice words={words} since={since} from={notice.partnerName} notice={notice} />;
}
