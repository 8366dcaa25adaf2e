import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoAccess } from "@/components/sign-in/no-access";
import { noAccess } from "@/lib/views/no-access";
import { one, show } from "@/lib/web/page";
import { pathOfQuery } from "@/lib/web/sign-in-page";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("noAccess.title") };
}

export default async function NoAccessPage({ searchParams }: Props) {
  const search = await searchParams;
  const from = pathOfQuery(search.from);
  const view = await show(noAccess, { from, act: one(search.act) }, { at: from ?? "/" });
  return <NoAccess view={view} />;
}
