import { LocationForm } from "@/components/partners/location-form";
import { partnerHead } from "@/lib/views/programme/partner";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { makeLocation } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const at = `/programme/partners/${encodeURIComponent(partnerId)}/locations/new`;
  const partner = await show(partnerHead, { id: partnerId }, { at });
  const kept = await readKept(at);
  return <LocationForm partner={partner} location={null} action={makeLocation} kept={kept} />;
}
