import { useLocale, useTranslations } from "next-intl";
import {
  programmeMore,
  programmePages,
  programmePath,
  type ProgrammePage,
} from "@/lib/views/programme/schema";
import type { Waiting } from "@/lib/views/programme/waiting";
import { formats } from "@/messages/format/formats";
import { countText } from "../ui/count-text";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

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
      <Tabs
        label={t("pages.label")}
        tabs={programmePages.map(tabOf)}
        more={{ label: t("pages.more"), tabs: programmeMore.map(tabOf) }}
      />
      <PageHeader title={current === "overview" ? t("title") : t(`pages.${current}`)} />
    </>
  );
}

function isWaited(page: ProgrammePage): page is keyof Waiting {
  return page === "claims" || page === "contacts" || page === "enrolments" || page === "reports";
}

/** The overview, the data and the health are no lists with rows to come back to. */
function hrefOf(page: ProgrammePage, row: string | undefined): string {
  const path = programmePath(page);
  return row === undefined || page === "overview" || page === "data" || page === "health"
    ? path
    : `${path}?again=${row}`;
}
