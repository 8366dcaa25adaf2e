import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  action: FormAction;
  /** How the queue is looked at, where it is: the next one is the first of those. */
  query?: { sort: string; engagement: string | null; partner: string | null; target: string };
  variant?: "primary" | "default";
};

/** The next claim that nobody has, taken in hand with one button. */
export function NextClaim({ action, query, variant = "primary" }: Props) {
  const t = useTranslations("review.queue");
  const { sort = "age", engagement = null, partner = null, target = "" } = query ?? {};
  return (
    <Form action={action}>
      <Hidden
        values={{
          sort,
          ...(engagement && { engagement }),
          ...(partner && { partner }),
          ...(target && { target }),
        }}
      />
      <SubmitButton variant={variant}>{t("next")}</SubmitButton>
    </Form>
  );
}
