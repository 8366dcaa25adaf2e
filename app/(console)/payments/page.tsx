import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReceivedPayments } from "@/components/payments/received-payments";
import { partnerPayments } from "@/lib/views/payments";
import { showList } from "@/lib/web/kept-view";
import type { PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments.received");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view } = await showList(partnerPayments, {
    path: "/payments",
    search,
    input: {},
    mayLag: true,
  });
  return <ReceivedPayments view={view} />;
}
