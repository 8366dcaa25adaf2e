import { redirect } from "next/navigation";
import { HelpIndexPage } from "@/components/help/index-page";
import { searchText } from "@/lib/lists/schema";
import { titledByForm } from "@/lib/web/form-state";
import { currentHelp, helpPathOf } from "@/lib/web/help";
import { one, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = one(search.at);
  if (at !== undefined) redirect(await helpPathOf(at));
  return <HelpIndexPage view={await currentHelp(searchText.parse(search.q))} />;
}
