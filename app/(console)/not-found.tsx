import { getLocale } from "next-intl/server";
import { NotFound } from "@/components/shell/not-found";

export default async function ConsoleNotFoundPage() {
  return <NotFound locale={await getLocale()} />;
}
