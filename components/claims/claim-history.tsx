import { useTranslations } from "next-intl";
import type { ClaimDetails } from "@/lib/views/claim/details";
import { Card } from "../ui/card";
import { useClaimWords } from "./use-claim-words";

type Event = ClaimDetails["history"][number];

/** Every act about the claim with who and when, for its partner and for the programme. */
export function ClaimHistory({ claim, history }: Pick<ClaimDetails, "claim" | "history">) {
  const t = useTranslations("claims.history");
  const words = useClaimWords(claim);
  const told = useTranslations("events");
  const who = ({ kind, name }: Event["who"]) => (name === null ? t(`who.${kind}`) : t(`named.${kind}`, { name })); // prettier-ignore
  return (
    <Card title={t("title")}>
      <ol className="history">
        {history.map((event) => (
          <li key={event.seq}>
            <p>{told(event.event, event.params)}</p>
            <small>{t("line", { who: who(event.who), when: words.instant(event.at) })}</small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
