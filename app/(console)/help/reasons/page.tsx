import { ReasonsPage } from "@/components/help/entries-page";
import { titledByForm } from "@/lib/web/form-state";
import { currentReasons } from "@/lib/web/help";

export const metadata = titledByForm;

export default async function Page() {
  return <ReasonsPage groups={await currentReasons()} />;
}
