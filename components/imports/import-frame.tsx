import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { importsPage } from "../partners/partner-paths";
import { PageHeader } from "../ui/page-header";

/** What stands around each page about an import: the way up, and its title. */
export function ImportFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations("programme");
  const crumbs = [
    { label: t("title"), href: "/programme" },
    { label: t("pages.imports"), href: importsPage },
  ];
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} />
      {children}
    </>
  );
}
