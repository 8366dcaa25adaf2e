import { useTranslations } from "next-intl";
import type { BulkKindName, BulkList } from "@/lib/bulk/schema";
import type { FormAction } from "@/lib/web/form-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { CHOOSE } from "./choose-form";
import { runsPage } from "./run-paths";

type Props = {
  list: BulkList;
  /** The workshop whose customers the list shows. */
  slug?: string;
  /** The list's address behind `?`: what its filter says. */
  query: string;
  /** The list's address without boxes. */
  close: string;
  kinds: readonly BulkKindName[];
  action: FormAction;
  /** Whether there is a file for it too. */
  file?: boolean;
  /** The address of what the rows have as one file, and its words. */
  download?: { href: string; label: string };
  /** Why what was asked for last was not done. */
  wrong?: string | null;
};

/** B2: what is done to the rows of a list that are ticked, or to all that its filter finds: a dry run first. */
export function ChooseBar({
  list,
  slug = "",
  query,
  close,
  kinds,
  action,
  file = false,
  download,
  wrong = null,
}: Props) {
  const t = useTranslations("runs");
  return (
    <section className="choose" aria-label={t("bar.label")}>
      <p>{t("bar.text")}</p>
      {wrong === null ? null : <MessageBar tone="danger">{wrong}</MessageBar>}
      <Form action={action} id={CHOOSE}>
        <Hidden values={{ list, slug, query }} />
        <label>
          <input type="checkbox" name="all" value="yes" />{" "}
          {t(list === "opportunities" ? "bar.allCells" : "bar.all")}
        </label>
        <div className="buttons">
          {kinds.map((kind) => (
            <SubmitButton key={kind} variant="default" name="kind" value={kind}>
              {t(`acts.${kind}`)}
            </SubmitButton>
          ))}
          {download ? (
            <SubmitButton variant="default" formAction={download.href}>
              {download.label}
            </SubmitButton>
          ) : null}
          {file ? (
            <a className="button subtle" href={`${runsPage}/new${slug && `?workshops=${slug}`}`}>
              {t("bar.file")}
            </a>
          ) : null}
          <a className="button subtle" href={close}>
            {t("bar.close")}
          </a>
        </div>
      </Form>
    </section>
  );
}

/** B2: the way to the boxes of a list, which stays as calm and small as it is until somebody wants to choose. */
export function ChooseLink({ href }: { href: string }) {
  return (
    <a className="button subtle" href={href} data-choose="">
      {useTranslations("runs")("bar.open")}
    </a>
  );
}
