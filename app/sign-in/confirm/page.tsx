import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Confirm } from "@/components/sign-in/confirm";
import { tokenOfQuery } from "@/lib/web/sign-in-page";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("confirm.title") };
}

export default async function ConfirmPage({ searchParams }: Props) {
  return <Confirm token={tokenOfQuery(await searchParams)} />;
}
