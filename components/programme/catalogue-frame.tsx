import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TabTitle } from "../customers/wizard-frame";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { catalogue } from "./catalogue-paths";

type Props = {
  title: string;
  /** The engagement that the page is within; null: it is about all of them. */
  of: { slug: string; name: string } | null;
  mayEdit: boolean;
  /** Of who may edit. */
  children: ReactNode;
};

/** What stands around a page on which an engagement is edited; who may not is told whom to ask (P5). */
export function CatalogueFrame({ title, of, mayEdit, children }: Props) {
  const t = useTranslations("programme");
  const crumbs = [
    { label: t("title"), href: "/programme" },
    { label: t("pages.catalogue"), href: catalogue },
    ...(of ? [{ label: of.name, href: `${catalogue}/${of.slug}` }] : []),
  ];
  return (
    <>
      {mayEdit ? null : <TabTitle title={`${title} · ${t("title")}`} />}
      <PageHeader title={title} crumbs={crumbs} />
      {mayEdit ? children : <MessageBar>{t("catalogue.readOnly")}</MessageBar>}
    </>
  );
}
