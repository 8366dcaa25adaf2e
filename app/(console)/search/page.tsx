import { SearchPage } from "@/components/search/search-page";
import { searchText } from "@/lib/lists/schema";
import { searchView } from "@/lib/views/search";
import { spokenLocale } from "@/lib/web/door";
import { titledByForm } from "@/lib/web/form-state";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const q = searchText.parse(search.q);
  const at = addressOf("/search", search);
  return (
    <SearchPage
      view={await show(searchView, { q, locale: await spokenLocale(), whole: true }, { at })}
    />
  );
}
