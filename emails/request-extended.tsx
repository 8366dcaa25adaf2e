import { deadlineWords } from "./dates";
import { OverNotice, type Over } from "./over-notice";
import { wordsOf } from "./words";

type Props = Over & { wasDueAt: string; dueAt: string };

export function subject({ locale, partnerName }: Props): string {
  return wordsOf(locale)("requestExtended.subject", { partner: partnerName });
}

/** P25: tells whoever was asked that there is more time to answer. The link that they have works on. */
export default function RequestExtended({ wasDueAt, dueAt, ...notice }: Props) {
  const t = wordsOf(notice.locale);
  const day = (iso: string) => deadlineWords(notice.locale, iso, notice.timeZone);
  const words = {
    title: t("requestExtended.title"),
    text: t("requestExtended.text", { partner: notice.partnerName }),
    next: t("requestExtended.next", { day: day(dueAt), before: day(wasDueAt) }),
  };
  return <OverNotice words={words} since={[t("facts.dueNow"), dueAt]} until notice={notice} />;
}
