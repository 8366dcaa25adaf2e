import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Look } from "@/lib/views/shell";
import { useBarWords, useChoiceWords } from "./bar-words";
import { PlainFrame } from "./plain-frame";
import type { ThemeChoice } from "./preferences";

type Props = { look: Look; theme: ThemeChoice; children: ReactNode };

/** The frame of pages outside of the console: signing in, no access. */
export function PlainShell({ look, theme, children }: Props) {
  return (
    <PlainFrame
      words={{ ...useBarWords(look), ...useChoiceWords() }}
      help={useTranslations("help")("title")}
      locale={useLocale()}
      theme={theme}
    >
      {children}
    </PlainFrame>
  );
}
