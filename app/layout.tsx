import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { theme } from "@/lib/web/preferences";
import "./globals.css";

export const viewport: Viewport = { colorScheme: "light dark" };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("productName"), template: t("title", { title: "%s" }) },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false, date: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, chosen] = await Promise.all([getLocale(), theme()]);
  return (
    <html lang={locale} data-theme={chosen}>
      <body>{children}</body>
    </html>
  );
}
