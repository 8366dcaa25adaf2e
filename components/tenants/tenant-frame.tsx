import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TenantHead } from "@/lib/views/programme/tenant";
import { TabTitle } from "../customers/wizard-frame";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { tenantPage, tenantsPage } from "./tenant-paths";

type Props = {
  title: string;
  /** The tenant that the page is within; null: it is about all of them, or about the tenant itself. */
  of: Pick<TenantHead, "id" | "name"> | null;
  /** The tenant's row in the list: the way up leads back there. */
  row?: string;
  actions?: ReactNode;
  /** Without it the form below gives the tab its title. */
  tab?: boolean;
  children: ReactNode;
};

/** What stands around each page about a tenant: the way up, title, what can be done. */
export function TenantFrame({ title, of, row, actions, tab = false, children }: Props) {
  const t = useTranslations("programme");
  const crumbs = [
    { label: t("title"), href: "/programme" },
    { label: t("pages.tenants"), href: row ? `${tenantsPage}?again=${row}` : tenantsPage },
    ...(of ? [{ label: of.name, href: tenantPage(of.id) }] : []),
  ];
  return (
    <>
      {tab ? <TabTitle title={`${title} · ${t("title")}`} /> : null}
      <PageHeader title={title} crumbs={crumbs} actions={actions} />
      {children}
    </>
  );
}

/** Which role changes tenants, where the reader has it not (P5). */
export function OnlyStewards({ edits }: { edits: boolean }) {
  const t = useTranslations("programme.tenant");
  return edits ? null : <MessageBar>{t("onlyStewards")}</MessageBar>;
}
