import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { accentSheet } from "@/components/shell/accent-sheet";
import { currentLook } from "@/lib/web/programme";
import { theme } from "@/lib/web/preferences";
import { directionOf } from "@/messages/format/direction";
import "./globals.css";

export const viewport: Viewport = { colorScheme: "light dark" };

export async function generateMetadata(): Promise<Metadata> {
  const [t, { name }] = await Promise.all([getTranslations("common"), currentLook()]);
  return {
    title: { default: name || t("productName"), template: t("title", { title: "%s" }) },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false, date: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, chosen, look] = await Promise.all([getLocale(), theme(), currentLook()]);
  const accents = accentSheet(look);
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={chosen}>
      {accents && (
        <head>
          <link rel="stylesheet" href={accents} />
        </head>
      )}
      <body>{children}</body>
    </html>
  );
}
