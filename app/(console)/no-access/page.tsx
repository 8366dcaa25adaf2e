import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoAccess } from "@/components/sign-in/no-access";
import { noAccess } from "@/lib/views/no-access";
import { show } from "@/lib/web/page";
import { pathOfQuery } from "@/lib/web/sign-in-page";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("noAccess.title") };
}

export default async function NoAccessPage({ searchParams }: Props) {
  const from = pathOfQuery((await searchParams).from);
  return <NoAccess view={await show(noAccess, { from }, { at: from ?? "/" })} />;
}
