import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountFrame } from "@/components/account/account-frame";
import { Sessions } from "@/components/account/sessions";
import { Told } from "@/components/account/told";
import { sessionsView } from "@/lib/views/account/sessions";
import { showOwn } from "@/lib/web/own-account";
import type { PageProps } from "@/lib/web/page";
import { told } from "@/lib/web/told";
import { end } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("pages.sessions") };
}

export default async function SessionsPage({ searchParams }: PageProps) {
  const view = await showOwn(sessionsView, { at: "/settings/sessions" });
  return (
    <AccountFrame page="sessions">
      <Told {...await told(await searchParams)} />
      <Sessions view={view} end={end} />
    </AccountFrame>
  );
}
