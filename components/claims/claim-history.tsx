import { useTranslations } from "next-intl";
import { claimStatuses } from "@/lib/customers/schema";
import { editParts } from "@/lib/claims/schema";
import type { ClaimDetails } from "@/lib/views/claim-details";
import { Card } from "../ui/card";
import { useClaimWords } from "./use-claim-words";

type Event = ClaimDetails["history"][number];

/** Item 1: every act about the claim, with who and when, in the order in which it happened. */
export function ClaimHistory({ claim, history }: Pick<ClaimDetails, "claim" | "history">) {
  const t = useTranslations("claims.history");
  const words = useClaimWords(claim);
  const tell = useEventWords();
  const who = ({ kind, name }: Event["who"]) => (name === null ? t(`who.${kind}`) : t(`named.${kind}`, { name })); // prettier-ignore
  return (
    <Card title={t("title")}>
      <ol className="history">
        {history.map((event) => (
          <li key={event.seq}>
            <p>{tell(event)}</p>
            <small>{t("line", { who: who(event.who), when: words.instant(event.at) })}</small>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function useEventWords() {
  const t = useTranslations("claims.history");
  const status = useTranslations("customers.claim");
  return ({ event, data }: Event): string => {
    if (event === "claim.edited") {
      const part = editParts.find((one) => one === data.part);
      return part ? t(`edited.${part}`) : t("other");
    }
    if (event === "claim.submitted") return t(data.again === true ? "again" : "submitted");
    if (event === "claim.expired" || event === "delivery.expired") return t("expired");
    const known = `events.${event}`;
    if (isKey(known) && t.has(known)) {
      const text = (value: unknown) => (typeof value === "string" ? value : "–");
      return t(known, { email: text(data.contactEmail), name: text(data.name) });
    }
    const to = claimStatuses.find((one) => one === data.to);
    return to ? t("moved", { status: status(to) }) : t("other");
  };
}

type EventKey = Parameters<ReturnType<typeof useTranslations<"claims.history">>["has"]>[0];

function isKey(key: string): key is Extract<EventKey, `events.${string}`> {
  return key.startsWith("events.");
}
