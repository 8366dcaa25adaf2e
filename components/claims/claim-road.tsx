import { useTranslations } from "next-intl";
import { surveyRequirements } from "@/lib/claims/schema";
import type { ClaimDetails } from "@/lib/views/claim/details";
import { useProgrammeWords } from "../engagements/programme-words";
import { claimTone } from "./claim-tone";
import { Status } from "../ui/status";

/** Section 6: the stepper of a claim, and under Editing one line per requirement, open or done. */
export function ClaimRoad({ road, status, requirements, editable }: ClaimDetails) {
  const t = useTranslations("claims.road");
  const words = useTranslations("customers.claim");
  const common = useTranslations("common");
  const { proof } = useProgrammeWords();
  const { steps, at } = road;
  const onRoad = claimTone[status] !== "danger" && claimTone[status] !== "neutral";
  return (
    <section className="claim-road" aria-labelledby="road">
      <h2 id="road" className="visually-hidden">
        {t("title")}
      </h2>
      <div className="steps">
        <ol>
          {steps.map((step, index) => (
            <li
              key={step}
              data-state={index < at || status === "paid" ? "done" : undefined}
              data-off={index === at && !onRoad ? "" : undefined}
              aria-current={index === at ? "step" : undefined}
            >
              {words(step)}
              {index < at ? <span className="visually-hidden">({common("stepDone")})</span> : null}
            </li>
          ))}
        </ol>
      </div>
      <h3 id="requirements">{t("requirements")}</h3>
      <ul className="requirements">
        {requirements.map(({ requirement, optional, done }) => (
          <li key={requirement}>
            <Status tone={done ? "success" : editable && !optional ? "warning" : "neutral"}>
              <a href={`#${surveyRequirements.includes(requirement) ? "surveys" : "documents"}`}>
                {proof(requirement)}
              </a>
              {": "}
              {t(done ? "done" : optional ? "optional" : "open")}
            </Status>
          </li>
        ))}
      </ul>
    </section>
  );
}
