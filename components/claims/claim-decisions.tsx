import { useTranslations } from "next-intl";
import { poeKinds } from "@/lib/engagements/schema";
import type { ClaimDetails } from "@/lib/views/claim-details";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { claimTone } from "./claim-tone";
import { reasonWords } from "./reason-words";
import { useClaimWords } from "./use-claim-words";

/** W12–W14: what the programme decided so far, with its reasons and comment; nothing without one. */
export function ClaimDecisions({ claim, decisions }: Pick<ClaimDetails, "claim" | "decisions">) {
  const t = useTranslations("claims.decisions");
  const status = useTranslations("customers.claim");
  const poe = useTranslations("engagements.poe");
  const words = useClaimWords(claim);
  if (decisions.length === 0) return null;
  const about = (requirement: string) => {
    const kind = poeKinds.find((one) => one === requirement);
    return kind ? poe(kind) : t("claim");
  };
  return (
    <Card title={t("title")}>
      <ol className="decisions">
        {decisions.map(({ id, decision, reasons, comment, decidedAt, reviewerName }) => (
          <li key={id}>
            <p>
              <Status tone={claimTone[decision]}>
                <strong>{status(decision)}</strong>
              </Status>{" "}
              <small>{t("by", { name: reviewerName, when: words.instant(decidedAt) })}</small>
            </p>
            {reasons.length > 0 ? (
              <ul>
                {reasons.map((reason) => (
                  <li key={`${reason.requirement} ${reason.code}`}>
                    {t("reason", {
                      requirement: about(reason.requirement),
                      reason: reasonWords(reason),
                    })}
                  </li>
                ))}
              </ul>
            ) : null}
            {comment ? <blockquote className="typed">{comment}</blockquote> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
