import { useTranslations } from "next-intl";
import type { Done as DoneView } from "@/lib/views/wizard-parts";
import { LinkButton } from "../ui/button";
import { MessageBar } from "../ui/message-bar";
import { CompletionBanner } from "./completion-banner";
import { customersAgain } from "./wizard-paths";

/** A wizard that was completed, opened again (D4). */
export function Done({ view, slug }: { view: DoneView; slug: string }) {
  const t = useTranslations("wizards");
  return (
    <div className="stack">
      {view.completion ? (
        <>
          <CompletionBanner completion={view.completion} slug={slug} />
          <p>{t("done.already")}</p>
        </>
      ) : (
        <MessageBar>{t("done.gone")}</MessageBar>
      )}
      <div className="buttons">
        <LinkButton variant="primary" href={customersAgain(slug)}>
          {t("backToCustomers")}
        </LinkButton>
      </div>
    </div>
  );
}
