import { getLocale } from "next-intl/server";
import { NotFound } from "@/components/shell/not-found";
import { SwitchOffer } from "@/components/shell/switch-offer";
import { currentSession } from "@/lib/web/session";

export default async function ConsoleNotFoundPage() {
  const session = await currentSession();
  return (
    <>
      <NotFound locale={await getLocale()} />
      <SwitchOffer places={session?.elsewhere ?? []} to={null} />
    </>
  );
}
