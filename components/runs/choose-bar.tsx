import { useTranslations } from "next-intl";
import type { BulkKindName, BulkList } from "@/lib/bulk/schema";
import type { FormAction } from "@/lib/web/form-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { CHOOSE } from "./choose-form";
import { runsPage } from "./run-paths";

type Props = {
  list: BulkList;
  /** The workshop whose customers the list shows. */
  slug?: string;
  /** The list's address behind `?`: what its filter says. Null: not all that it finds can be chosen. */
  query: string | null;
  kinds: readonly BulkKindName[];
  action: FormAction;
  /** Whether there is a file for it too. */
  file?: boolean;
};

/** B2: what is done to the rows of a list that are ticked, or to all that its filter finds: a dry run first. */
export function ChooseBar({ list, slug = "", query, kinds, action, file = false }: Props) {
  const t = useTranslations("runs");
  return (
    <details className="choose">
      <summary>{t("bar.label")}</summary>
      <p>{t("bar.text")}</p>
      <Form action={action} id={CHOOSE}>
        <Hidden values={{ list, slug, query: query ?? "" }} />
        {query === null ? null : (
          <label>
            <input type="checkbox" name="all" value="yes" /> {t("bar.all")}
          </label>
        )}
        <div className="buttons">
          {kinds.map((kind) => (
            <SubmitButton key={kind} variant="default" name="kind" value={kind}>
              {t(`acts.${kind}`)}
            </SubmitButton>
          ))}
          {file ? (
            <a className="button subtle" href={`${runsPage}/new${slug && `?workshops=${slug}`}`}>
              {t("bar.file")}
            </a>
          ) : null}
        </div>
      </Form>
    </details>
  );
}
