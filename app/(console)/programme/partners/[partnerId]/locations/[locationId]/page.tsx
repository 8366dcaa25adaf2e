import { LocationPage } from "@/components/partners/location-page";
import { programmeLocation } from "@/lib/views/programme/partner";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { removeQualification, saveQualification } from "../../actions";

type Props = PageProps<{ partnerId: string; locationId: string }>;

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: Props) {
  const { partnerId: partner, locationId: location } = await params;
  const at = `/programme/partners/${encodeURIComponent(partner)}/locations/${encodeURIComponent(location)}`;
  const view = await show(programmeLocation, { partner, location }, { at });
  const actions = { save: saveQualification, remove: removeQualification };
  const done = one((await searchParams).done);
  return <LocationPage view={view} actions={actions} kept={await readKept(at)} done={done} />;
}
