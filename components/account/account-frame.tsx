import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

/** What stands around the pages of one's own account. */
export function AccountFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("account");
  const tabs = [{ label: t("pages.security"), href: "/settings/security", current: true }];
  return (
    <>
      <PageHeader title={t("title")} />
      <Tabs label={t("nav")} tabs={tabs} />
      {children}
    </>
  );
}
