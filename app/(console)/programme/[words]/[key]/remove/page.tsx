import { RemoveWord } from "@/components/programme/word-page";
import { wordRemoval } from "@/lib/views/programme/words";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";
import { remove } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ words: string; key: string }>) {
  const { words: of, key } = await params;
  const at = `/programme/${encodeURIComponent(of)}/${key}/remove`;
  const view = await show(wordRemoval, { of, key: decodeURIComponent(key) }, { at });
  return <RemoveWord view={view} action={remove} />;
}
