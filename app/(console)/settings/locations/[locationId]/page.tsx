import { LocationPage } from "@/components/locations/location-page";
import { locationPage } from "@/lib/views/location";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { accept, give } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ locationId: string }>) {
  const { locationId: id } = await params;
  const at = `/settings/locations/${encodeURIComponent(id)}`;
  const view = await show(locationPage, { id }, { at });
  const done = one((await searchParams).done);
  return (
    <LocationPage view={view} actions={{ accept, give }} kept={await readKept(at)} done={done} />
  );
}
