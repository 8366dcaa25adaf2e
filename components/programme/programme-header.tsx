import { useLocale, useTranslations } from "next-intl";
import type { Count } from "@/lib/lists/schema";
import { formats } from "@/messages/format/formats";
import { countText } from "../ui/count-text";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

const pages = [
  "overview",
  "claims",
  "contacts",
  "catalogue",
  "tenants",
  "partners",
  "reports",
  "mail",
] as const;
export type ProgrammePage = (typeof pages)[number];

type Props = {
  current: ProgrammePage;
  /** How many claims wait for the programme. */
  waiting: Count;
};

/** The head of the programme's pages, and the way to the others. */
export function ProgrammeHeader({ current, waiting }: Props) {
  const t = useTranslations("programme");
  const format = formats(useLocale());
  const tabs = pages.map((page) => ({
    label: t(`pages.${page}`),
    href: page === "overview" ? "/programme" : `/programme/${page}`,
    current: page === current,
    count: page === "claims" && waiting.count > 0 ? countText(waiting, format) : undefined,
  }));
  return (
    <>
      <PageHeader title={t("title")} />
      <Tabs label={t("pages.label")} tabs={tabs} />
    </>
  );
}
