import { NewWord } from "@/components/programme/word-page";
import { newWord } from "@/lib/views/programme/words";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { add } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ words: string }>) {
  const { words: of } = await params;
  const at = `/programme/${encodeURIComponent(of)}/new`;
  const view = await show(newWord, { of }, { at });
  return <NewWord view={view} action={add} kept={await readKept(at)} />;
}
