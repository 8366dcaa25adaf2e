import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeoplePage } from "@/components/people/people-page";
import { PageHeader } from "@/components/ui/page-header";
import { peopleView } from "@/lib/views/people";
import { readKept } from "@/lib/web/kept";
import { showList } from "@/lib/web/kept-view";
import { one, type PageProps } from "@/lib/web/page";
import { answer, resend, withdraw } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("people") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(peopleView, { path: "/settings/people", search, input: {} });
  const t = await getTranslations("people");
  return (
    <>
      <PageHeader title={t("title", { company: view.name ?? "" })} />
      <PeoplePage
        view={view}
        actions={{ answer, resend, withdraw }}
        kept={await readKept(at)}
        done={one(search.done)}
      />
    </>
  );
}
