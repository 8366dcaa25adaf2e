import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReceivedPayments } from "@/components/payments/received-payments";
import { partnerPayments } from "@/lib/views/payments";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments.received");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/payments", search);
  const view = await show(partnerPayments, { after }, { at });
  return <ReceivedPayments view={view} paged={after !== undefined} />;
}
