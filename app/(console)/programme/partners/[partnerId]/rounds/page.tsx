import { RoundsList } from "@/components/partners/rounds-list";
import { partnerRounds } from "@/lib/views/programme/rounds";
import { titledByForm } from "@/lib/web/form-state";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf(`/programme/partners/${encodeURIComponent(partnerId)}/rounds`, search);
  const view = await show(partnerRounds, { id: partnerId, q: one(search.q), after }, { at });
  return (
    <RoundsList view={view} paged={after !== undefined} done={one(search.done) === "extended"} />
  );
}
