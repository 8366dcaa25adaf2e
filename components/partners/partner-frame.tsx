import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PartnerHead } from "@/lib/views/programme/partner";
import { TabTitle } from "../customers/wizard-frame";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { partnerPage, partnersPage } from "./partner-paths";

type Props = {
  title: string;
  /** The company that the page is within; null: the page is about all of them, or about the company itself. */
  of: Pick<PartnerHead, "id" | "name"> | null;
  /** The company's row in the list: the way up leads back there. */
  row?: string;
  actions?: ReactNode;
  /** Without it the form below gives the tab its title. */
  tab?: boolean;
  children: ReactNode;
};

/** What stands around each page about a company of the network: the way up, title, what can be done. */
export function PartnerFrame({ title, of, row, actions, tab = false, children }: Props) {
  const t = useTranslations("programme");
  const crumbs = [
    { label: t("title"), href: "/programme" },
    { label: t("pages.partners"), href: row ? `${partnersPage}?again=${row}` : partnersPage },
    ...(of ? [{ label: of.name, href: partnerPage(of.id) }] : []),
  ];
  return (
    <>
      {tab ? <TabTitle title={`${title} · ${t("title")}`} /> : null}
      <PageHeader title={title} crumbs={crumbs} actions={actions} />
      {children}
    </>
  );
}

/** Why the reader cannot change the company: nothing where they can. */
export function WhyNot({ edits }: { edits: PartnerHead["edits"] }) {
  const t = useTranslations("programme.partners");
  return edits === "yes" ? null : <MessageBar>{t(`edits.${edits}`)}</MessageBar>;
}
