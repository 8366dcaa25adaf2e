import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sent } from "@/components/sign-in/sent";
import { sentPage } from "@/lib/web/sign-in-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("sent.title") };
}

export default async function SentPage() {
  return <Sent {...await sentPage()} />;
}
