import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

export type AccountPage = "security";
const pages: readonly AccountPage[] = ["security"];

/** What stands around the pages of one's own account. */
export function AccountFrame({ page, children }: { page: AccountPage; children: ReactNode }) {
  const t = useTranslations("account");
  const tabs = pages.map((one) => ({
    label: t(`pages.${one}`),
    href: `/settings/${one}`,
    current: one === page,
  }));
  return (
    <>
      <PageHeader title={t("title")} />
      <Tabs label={t("nav")} tabs={tabs} />
      {children}
    </>
  );
}
