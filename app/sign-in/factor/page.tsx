import { getTranslations } from "next-intl/server";
import { ByLink } from "@/components/factor/by-link";
import { Prove } from "@/components/factor/prove";
import { SetUp } from "@/components/factor/set-up";
import { PageHeader } from "@/components/ui/page-header";
import { factorPage } from "@/lib/web/factor";
import { titledByForm } from "@/lib/web/form-state";
import type { PageProps } from "@/lib/web/page";
import { pathOfQuery } from "@/lib/web/sign-in-page";
import { ask } from "../actions";
import { makePasskey, setUpApp, withCode, withPasskey } from "./actions";

export const metadata = titledByForm;

export default async function FactorPage({ searchParams }: PageProps) {
  const t = await getTranslations("account.factor");
  const view = await factorPage(pathOfQuery((await searchParams).callbackUrl));
  if (view.kind === "prove")
    return <Prove view={view} withCode={withCode} withPasskey={withPasskey} />;
  if (view.kind === "link") return <ByLink view={view} ask={ask} />;
  return (
    <div>
      <PageHeader title={t("setUpTitle")}>{t("setUpIntro")}</PageHeader>
      <SetUp view={view} title={t("setUpTitle")} setUpApp={setUpApp} makePasskey={makePasskey} />
    </div>
  );
}
