import { StopRound } from "@/components/partners/stop-round";
import { stopRoundView } from "@/lib/views/programme/stop-round";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { stop } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ partnerId: string; roundId: string }>) {
  const { partnerId: partner, roundId: round } = await params;
  const at = `/programme/partners/${encodeURIComponent(partner)}/rounds/${encodeURIComponent(round)}/stop`;
  const view = await show(stopRoundView, { partner, round }, { at });
  return <StopRound view={view} action={stop} kept={await readKept(at)} />;
}
