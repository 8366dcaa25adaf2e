import { useTranslations } from "next-intl";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

const pages = ["overview", "catalogue", "tenants", "reports", "mail"] as const;
export type ProgrammePage = (typeof pages)[number];

/** The head of the programme's pages, and the way to the others. */
export function ProgrammeHeader({ current }: { current: ProgrammePage }) {
  const t = useTranslations("programme");
  const tabs = pages.map((page) => ({
    label: t(`pages.${page}`),
    href: page === "overview" ? "/programme" : `/programme/${page}`,
    current: page === current,
  }));
  return (
    <>
      <PageHeader title={t("title")} />
      <Tabs label={t("pages.label")} tabs={tabs} />
    </>
  );
}
