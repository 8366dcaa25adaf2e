import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountFrame } from "@/components/account/account-frame";
import { Factors } from "@/components/account/factors";
import { Told } from "@/components/account/told";
import { Ways } from "@/components/account/ways";
import { security } from "@/lib/views/account/security";
import { showOwn } from "@/lib/web/own-account";
import type { PageProps } from "@/lib/web/page";
import { told } from "@/lib/web/told";
import { remove, unlink } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("pages.security") };
}

export default async function SecurityPage({ searchParams }: PageProps) {
  const view = await showOwn(security, { at: "/settings/security" });
  return (
    <AccountFrame page="security">
      <Told {...await told(await searchParams)} />
      <Factors factors={view.factors} remove={remove} />
      <Ways view={view} unlink={unlink} />
    </AccountFrame>
  );
}
