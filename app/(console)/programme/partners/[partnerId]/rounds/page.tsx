import { RoundsList } from "@/components/partners/rounds-list";
import { partnerRounds } from "@/lib/views/programme/rounds";
import { titledByForm } from "@/lib/web/form-state";
import { showList } from "@/lib/web/kept-view";
import { one, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const search = await searchParams;
  const path = `/programme/partners/${encodeURIComponent(partnerId)}/rounds`;
  const { view } = await showList(partnerRounds, {
    path,
    search,
    input: { id: partnerId },
    mayLag: true,
  });
  return <RoundsList view={view} done={one(search.done) === "extended"} />;
}
