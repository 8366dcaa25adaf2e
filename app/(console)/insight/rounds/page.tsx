import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InsightRounds } from "@/components/insight/insight-rounds";
import { partnerInsightRows } from "@/lib/views/insight-rows";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("insight.rounds");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/insight/rounds", search);
  return (
    <InsightRounds
      view={await show(partnerInsightRows, { search }, { at, mayLag: true })}
      base="/insight"
    />
  );
}
