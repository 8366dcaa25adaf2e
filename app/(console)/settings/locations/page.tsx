import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LocationsList } from "@/components/locations/locations-list";
import { locationsPage } from "@/lib/views/locations";
import { show } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("locations");
  return { title: t("title") };
}

export default async function Page() {
  return (
    <LocationsList view={await show(locationsPage, undefined, { at: "/settings/locations" })} />
  );
}
