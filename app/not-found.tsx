import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFound } from "@/components/shell/not-found";
import { theme } from "@/lib/web/preferences";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell"))("notFound.title") };
}

export default async function NotFoundPage() {
  return <NotFound theme={(await theme()) ?? "system"} />;
}
