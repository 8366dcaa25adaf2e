import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AttentionList } from "@/components/attention/attention-list";
import { AskedRoles } from "@/components/people/asked-roles";
import { askedRoles } from "@/lib/views/people";
import { attentionPage } from "@/lib/views/attention";
import { seenAs } from "@/lib/web/kept-view";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("attention");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/attention", search);
  const view = await show(attentionPage, { search: await seenAs("/attention", search) }, { at });
  return (
    <AttentionList
      view={view}
      notice={<AskedRoles asked={await show(askedRoles, undefined, { at })} />}
    />
  );
}
