import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import { TenantsList } from "@/components/programme/tenants-list";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeTenants } from "@/lib/views/programme/tenants";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programme");
  return { title: t("pages.tenants") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/tenants", search);
  const view = await show(programmeTenants, { q: one(search.q), after }, { at });
  const waiting = await show(claimsWaiting, undefined, { at });
  return (
    <>
      <ProgrammeHeader current="tenants" waiting={waiting} />
      <TenantsList view={view} paged={after !== undefined} />
    </>
  );
}
