import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "./button";

type Props = {
  /** Addresses with the key to go on from; absent at either end. */
  firstHref?: string | undefined;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** What is shown, for instance "50 of 1,204". */
  children?: ReactNode;
};

/** Back and forth through a long list, by key. Nothing when it fits on one page. */
export function Pagination({ firstHref, previousHref, nextHref, children }: Props) {
  const t = useTranslations("common");
  if (!firstHref && !previousHref && !nextHref) return null;
  return (
    <nav className="pager" aria-label={t("pages")}>
      {children ? <p>{children}</p> : null}
      {firstHref ? <LinkButton href={firstHref}>{t("firstPage")}</LinkButton> : null}
      {previousHref ? (
        <LinkButton href={previousHref} rel="prev">
          {t("previousPage")}
        </LinkButton>
      ) : null}
      {nextHref ? (
        <LinkButton href={nextHref} rel="next">
          {t("nextPage")}
        </LinkButton>
      ) : null}
    </nav>
  );
}
