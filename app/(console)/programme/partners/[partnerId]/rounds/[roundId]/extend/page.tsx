import { ExtendRound } from "@/components/partners/extend-round";
import { extendRoundView } from "@/lib/views/programme/rounds";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { extend } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ partnerId: string; roundId: string }>) {
  const { partnerId: partner, roundId: round } = await params;
  const at = `/programme/partners/${encodeURIComponent(partner)}/rounds/${encodeURIComponent(round)}/extend`;
  const view = await show(extendRoundView, { partner, round }, { at });
  return <ExtendRound view={view} action={extend} kept={await readKept(at)} />;
}
