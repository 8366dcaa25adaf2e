import { LocationForm } from "@/components/partners/location-form";
import { programmeLocation } from "@/lib/views/programme/partner";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { editLocation } from "../../../actions";

type Props = PageProps<{ partnerId: string; locationId: string }>;

export const metadata = titledByForm;

export default async function Page({ params }: Props) {
  const { partnerId, locationId } = await params;
  const at = `/programme/partners/${encodeURIComponent(partnerId)}/locations/${encodeURIComponent(locationId)}/edit`;
  const input = { partner: partnerId, location: locationId };
  const { partner, location } = await show(programmeLocation, input, { at });
  const kept = await readKept(at);
  return <LocationForm partner={partner} location={location} action={editLocation} kept={kept} />;
}
