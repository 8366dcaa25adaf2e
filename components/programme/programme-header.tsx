import { useLocale, useTranslations } from "next-intl";
import type { Waiting } from "@/lib/views/programme/waiting";
import { formats } from "@/messages/format/formats";
import { countText } from "../ui/count-text";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

const pages = [
  "overview",
  "claims",
  "payments",
  "contacts",
  "reports",
  "partners",
  "enrolments",
  "catalogue",
] as const;
/** What is opened less often, and the row has no place for. */
const more = ["data", "tenants", "imports", "mail", "operators", "settings"] as const;
export type ProgrammePage = (typeof pages)[number] | (typeof more)[number];

type Props = {
  current: ProgrammePage;
  /** How much waits for the programme. */
  waiting: Waiting;
  /** The row of the list that this page is about: the way up leads back there. */
  row?: string | undefined;
};

/** The head of the programme's pages, and the way to the others. */
export function ProgrammeHeader({ current, waiting, row }: Props) {
  const t = useTranslations("programme");
  const format = formats(useLocale());
  const tabOf = (page: ProgrammePage) => ({
    label: t(`pages.${page}`),
    href: hrefOf(page, page === current ? row : undefined),
    current: page === current,
    count: isWaited(page) && waiting[page].count > 0 ? countText(waiting[page], format) : undefined,
  });
  return (
    <>
      <PageHeader title={t("title")} />
      <Tabs
        label={t("pages.label")}
        tabs={pages.map(tabOf)}
        more={{ label: t("pages.more"), tabs: more.map(tabOf) }}
      />
    </>
  );
}

function isWaited(page: ProgrammePage): page is keyof Waiting {
  return page === "claims" || page === "contacts" || page === "enrolments" || page === "reports";
}

function hrefOf(page: ProgrammePage, row: string | undefined): string {
  if (page === "overview") return "/programme";
  if (page === "data") return "/programme/metrics";
  return row === undefined ? `/programme/${page}` : `/programme/${page}?again=${row}`;
}
