import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import { ReportsList } from "@/components/programme/reports-list";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeReports } from "@/lib/views/programme/reports";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programme");
  return { title: t("pages.reports") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/reports", search);
  const open = one(search.show) === "open";
  const view = await show(programmeReports, { after, open }, { at });
  const waiting = await show(claimsWaiting, undefined, { at });
  return (
    <>
      <ProgrammeHeader current="reports" waiting={waiting} />
      <ReportsList view={view} paged={after !== undefined} done={one(search.done)} />
    </>
  );
}
