import { ListingForm } from "@/components/programme/engagement-forms";
import { editListing } from "@/lib/views/programme/edit-engagement";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { list } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const at = `/programme/catalogue/${encodeURIComponent(slug)}/listing`;
  const view = await show(editListing, { slug }, { at });
  return <ListingForm view={view} action={list} kept={await readKept(at)} />;
}
