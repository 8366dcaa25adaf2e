import { EngagementRates } from "@/components/programme/engagement-rates";
import { engagementRatesView } from "@/lib/views/programme/edit-engagement";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { add, agree, keep, remove } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const at = `/programme/catalogue/${encodeURIComponent(slug)}/rates`;
  const view = await show(engagementRatesView, { slug }, { at });
  const said = one((await searchParams).done);
  const kept = await readKept(at);
  return (
    <EngagementRates view={view} actions={{ add, agree, keep, remove }} kept={kept} said={said} />
  );
}
