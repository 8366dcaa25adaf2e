import type { Privacy } from "@/lib/views/check-request";
import type { Locale } from "@/messages";
import { mailTo } from "../ui/mail-to";
import { Document } from "./document";
import { texts } from "./texts";

/** The privacy statement in the words of who runs the programme: paragraphs, and no markup. */
export function PrivacyPage({ language, notice }: { language: Locale; notice: Privacy }) {
  const t = texts(language);
  return (
    <Document language={language} title={t("privacy.title")} here="/privacy">
      <h1>{t("privacy.title")}</h1>
      <p>
        {notice.organisation}
        <br />
        {notice.address}
        <br />
        <a href={mailTo(notice.email)}>{notice.email}</a>
      </p>
      {notice.text.split(/\n\s*\n/).map((paragraph, n) => (
        <p key={n} className="lines">
          {paragraph}
        </p>
      ))}
    </Document>
  );
}
