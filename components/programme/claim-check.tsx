import { useTranslations } from "next-intl";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import { FindingText } from "../claims/finding-text";
import { Card } from "../ui/card";

/** What the partner was warned of before it sent the claim in. */
export function ClaimCheck({ view: { findings } }: { view: ClaimReviewView }) {
  const t = useTranslations("review.page.check");
  return (
    <Card title={t("title")}>
      {findings.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <>
          <p className="hint">{t("intro")}</p>
          <ul>
            {findings.map((finding) => (
              <li key={`${finding.code} ${finding.params.file ?? ""}`}>
                {finding.code === "own_domain" ? (
                  t("ownDomain", finding.params)
                ) : (
                  <FindingText finding={finding} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
