import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContactsList } from "@/components/programme/contacts-list";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeContacts } from "@/lib/views/programme/contacts";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programme");
  return { title: t("pages.contacts") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/contacts", search);
  const view = await show(programmeContacts, { after }, { at });
  const waiting = await show(claimsWaiting, undefined, { at });
  return (
    <>
      <ProgrammeHeader current="contacts" waiting={waiting} />
      <ContactsList view={view} paged={after !== undefined} done={one(search.done)} />
    </>
  );
}
