import { getTranslations } from "next-intl/server";
import { Details } from "@/components/ui/details";
import { Status } from "@/components/ui/status";
import type { PlaceLine } from "@/lib/views/engagement-eligibility";
import { getLocationWords } from "./words";

/** Which criteria a location meets and which not, with what is required and what is so. */
export async function PlaceCriteria({ line }: { line: PlaceLine }) {
  const t = await getTranslations("engagements.eligibility");
  const words = await getLocationWords();
  const failed = line.criteria.filter(({ met }) => !met).length;
  const summary = (
    <>
      {t("why", { count: failed, total: line.criteria.length })}
      <span className="visually-hidden"> – {line.name}</span>
    </>
  );
  return (
    <Details summary={summary}>
      <dl className="criteria">
        {line.criteria.map((criterion, at) => (
          <div key={at}>
            <dt>
              <Status tone={criterion.met ? "success" : "danger"}>
                {words.name(criterion)}
                <span className="visually-hidden">
                  : {t(criterion.met ? "criteria.met" : "criteria.notMet")}
                </span>
              </Status>
            </dt>
            <dd>
              {t("criteria.required")}: {words.required(criterion)}
            </dd>
            <dd>
              {t("criteria.actual")}: {words.actual(criterion)}
            </dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}
