import { useTranslations } from "next-intl";
import type { NextInput } from "@/lib/claims/review/schema";
import type { FormAction } from "@/lib/web/form-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  action: FormAction;
  /** How the queue is looked at, where it is: the next one is the first of those. */
  query?: NextInput;
  variant?: "primary" | "default";
};

/** The next claim that nobody has, taken in hand with one button. */
export function NextClaim({ action, query, variant = "primary" }: Props) {
  const t = useTranslations("review.queue");
  const { q = "", sort = "age", engagement = null, partner = null, target = "" } = query ?? {};
  return (
    <Form action={action}>
      <Hidden
        values={{
          sort,
          ...(q && { q }),
          ...(engagement && { engagement }),
          ...(partner && { partner }),
          ...(target && { target }),
        }}
      />
      <SubmitButton variant={variant}>{t("next")}</SubmitButton>
    </Form>
  );
}
