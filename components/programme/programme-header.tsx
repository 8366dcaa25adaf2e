import { useFormatter, useTranslations } from "next-intl";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

const pages = [
  "overview",
  "claims",
  "contacts",
  "catalogue",
  "tenants",
  "reports",
  "mail",
] as const;
export type ProgrammePage = (typeof pages)[number];

/** Past this the number of claims says "more". */
const COUNTED = 10_000;

type Props = {
  current: ProgrammePage;
  /** How many claims wait for the programme. */
  waiting: number;
};

/** The head of the programme's pages, and the way to the others. */
export function ProgrammeHeader({ current, waiting }: Props) {
  const t = useTranslations("programme");
  const format = useFormatter();
  const count = waiting > COUNTED ? t("moreThan", { count: COUNTED }) : format.number(waiting);
  const tabs = pages.map((page) => ({
    label: t(`pages.${page}`),
    href: page === "overview" ? "/programme" : `/programme/${page}`,
    current: page === current,
    count: page === "claims" && waiting > 0 ? count : undefined,
  }));
  return (
    <>
      <PageHeader title={t("title")} />
      <Tabs label={t("pages.label")} tabs={tabs} />
    </>
  );
}
