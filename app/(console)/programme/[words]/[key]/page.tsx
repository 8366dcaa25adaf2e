import { WordPage } from "@/components/programme/word-page";
import { programmeWord } from "@/lib/views/programme/words";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { agree, change, withdraw } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ words: string; key: string }>) {
  const { words: of, key } = await params;
  const at = `/programme/${encodeURIComponent(of)}/${key}`;
  const view = await show(programmeWord, { of, key: decodeURIComponent(key) }, { at });
  return (
    <WordPage view={view} action={change} waiting={{ agree, withdraw }} kept={await readKept(at)} />
  );
}
