import { useTranslations } from "next-intl";
import { cache, type ReactNode } from "react";
import type { FormAction, FormState } from "@/lib/web/form-state";
import { FormClient } from "./form-client";
import type { FormWords } from "./form-context";

type Props = {
  /** A server action; on success it redirects. Bind what the page knows: `send.bind(null, id)`. */
  action: FormAction;
  /**
   * The page's title. The page then exports `titledByForm` as its metadata, so that "Error:" stands
   * in front of it without JavaScript too.
   */
  title?: string;
  /** By which fields that stand elsewhere on the page belong to it. */
  id?: string;
  /** What the fields hold at first: the draft's values. */
  initial?: FormState;
  /** Fields and buttons. */
  children: ReactNode;
};

/**
 * A form that works without JavaScript and better with it: errors in a summary that takes the
 * focus and at their fields, everything typed kept, one submission at a time.
 */
export function Form({ action, title, id, initial = { values: {}, errors: [] }, children }: Props) {
  const t = useTranslations("common");
  return (
    <FormClient
      action={action}
      initial={initial}
      words={wordsOf(t)}
      {...(title && { title: t("title", { title }) })}
      {...(id && { id })}
    >
      {children}
    </FormClient>
  );
}

/** The same for every form of a page, which then holds them once. */
const wordsOf = cache((t: ReturnType<typeof useTranslations<"common">>): FormWords => ({
  optional: t("optional"),
  choose: t("choose"),
  errorSummary: t("errorSummary"),
  errorPrefix: t("errorPrefix"),
  busy: t("busy"),
  unsent: {
    newVersion: t("unsent.newVersion"),
    tooLarge: t("unsent.tooLarge"),
    noAnswer: t("unsent.noAnswer"),
    fault: t("unsent.fault"),
  },
}));
