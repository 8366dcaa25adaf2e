import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotFoundAlone } from "@/components/shell/not-found";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notFound"))("title") };
}

export default async function NotFoundPage() {
  return <NotFoundAlone locale={await getLocale()} />;
}
