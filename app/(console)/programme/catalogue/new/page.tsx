import { NewEngagement } from "@/components/programme/engagement-forms";
import { newEngagement } from "@/lib/views/programme/edit-engagement";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { create } from "../actions";

export const metadata = titledByForm;

export default async function Page({ searchParams }: PageProps) {
  const at = "/programme/catalogue/new";
  const view = await show(newEngagement, undefined, { at });
  const copy = one((await searchParams).copy) ?? "";
  return <NewEngagement view={view} copy={copy} action={create} kept={await readKept(at)} />;
}
