import { ImportPage } from "@/components/imports/import-page";
import { importView } from "@/lib/views/programme/imports";
import { rowWords } from "@/lib/web/imports";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { begin, correct, stop } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ importId: string }>) {
  const { importId } = await params;
  const at = `/programme/imports/${encodeURIComponent(importId)}`;
  const view = await show(importView, { id: importId }, { at });
  const actions = { begin, correct, stop };
  return (
    <ImportPage view={view} words={await rowWords()} actions={actions} kept={await readKept(at)} />
  );
}
