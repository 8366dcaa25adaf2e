import { SavedViews } from "@/components/saved-views/saved-views";
import { savedViewsOf } from "@/lib/views/saved-views";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { change, keep, remove } from "./actions";

export const metadata = titledByForm;

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/views", search);
  const view = await show(savedViewsOf, { of: one(search.of), done: one(search.done) }, { at });
  const acts = { keep, change, remove };
  return <SavedViews view={view} {...acts} kept={await readKept(at)} />;
}
