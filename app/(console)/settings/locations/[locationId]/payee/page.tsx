import { PayeeForm } from "@/components/locations/payee-form";
import { payeePage } from "@/lib/views/location";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { change } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ locationId: string }>) {
  const { locationId: id } = await params;
  const at = `/settings/locations/${encodeURIComponent(id)}/payee`;
  const view = await show(payeePage, { id }, { at });
  return <PayeeForm view={view} action={change} kept={await readKept(at)} />;
}
