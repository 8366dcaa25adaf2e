import { PartnerForm } from "@/components/partners/partner-form";
import { newPartner } from "@/lib/views/programme/partners";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show } from "@/lib/web/page";
import { create } from "../actions";

export const metadata = titledByForm;

export default async function Page() {
  const at = "/programme/partners/new";
  const { edits } = await show(newPartner, undefined, { at });
  return <PartnerForm partner={null} edits={edits} action={create} kept={await readKept(at)} />;
}
