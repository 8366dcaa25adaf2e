import { OverNotice, type Over } from "./over-notice";
import { wordsOf } from "./words";

type Props = Over & { kind: "partner" | "programme" | "banned" | "consented"; endedAt: string };

export function subject({ locale, kind, partnerName }: Props): string {
  return wordsOf(locale)(`requestEnded.${kind}.subject`, { partner: partnerName });
}

/** D29, D18: tells whoever was asked that there is no request any more. */
export default function RequestEnded({ kind, endedAt, ...notice }: Props) {
  const t = wordsOf(notice.locale);
  const words = {
    title: t(
      kind === "banned" || kind === "consented"
        ? `requestEnded.${kind}.title`
        : "requestEnded.title",
    ),
    text: t(`requestEnded.${kind}.text`, { partner: notice.partnerName }),
    next: t(kind === "consented" ? "requestEnded.consented.next" : "requestEnded.next"),
  };
  const from = kind === "partner" ? notice.partnerName : undefined;
  return (
    <OverNotice words={words} since={[t("facts.endedAt"), endedAt]} from={from} notice={notice} />
  );
}
