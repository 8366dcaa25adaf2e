import { useTranslations } from "next-intl";
import { ownEndReasons } from "@/lib/bulk/schema";
import type { RunView } from "@/lib/views/run";
import type { FormAction } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";

/** K12: as what a run that did something is taken back, or that it cannot be. */
export function RunBack({ view, action }: { view: RunView; action: FormAction }) {
  const t = useTranslations("runs.back");
  const why = useTranslations("wizards.endRound");
  const { id, kind, state, counts, back } = view;
  if (counts.done === 0 || (state !== "done" && state !== "stopped")) return null;
  if (back === null)
    return (
      <p className="hint">
        {t(kind === "end" ? "ended" : kind === "give_back" ? "returned" : "mails")}
      </p>
    );
  return (
    <Card title={t("title")}>
      <p>
        {t(back === "end" ? "end" : "give")} {kind === "ask" ? t("mails") : null}
      </p>
      <Form action={action}>
        <Hidden values={{ id, kind: back, which: "done" }} />
        {back === "end" ? (
          <SelectField
            name="reason"
            label={t("reason")}
            required
            options={ownEndReasons.map((value) => ({ value, label: why(value) }))}
          />
        ) : null}
        <div className="buttons">
          <SubmitButton variant="default">{t("act")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
