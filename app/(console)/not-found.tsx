import { getLocale, getTranslations } from "next-intl/server";
import { NotFound } from "@/components/shell/not-found";
import { SwitchOffer } from "@/components/shell/switch-offer";
import { currentLook } from "@/lib/web/programme";
import { currentSession } from "@/lib/web/session";

export default async function ConsoleNotFoundPage() {
  const [session, { name }, t] = await Promise.all([
    currentSession(),
    currentLook(),
    getTranslations("common"),
  ]);
  return (
    <>
      <NotFound locale={await getLocale()} product={name || t("productName")} />
      <SwitchOffer places={session?.elsewhere ?? []} to={null} />
    </>
  );
}
