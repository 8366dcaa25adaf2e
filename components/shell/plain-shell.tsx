import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { useBarWords } from "./bar-words";
import { PlainFrame } from "./frame";
import type { ThemeChoice } from "./preferences";

/** The frame of pages outside of the console: signing in, no access. */
export function PlainShell({ theme, children }: { theme: ThemeChoice; children: ReactNode }) {
  return (
    <PlainFrame words={useBarWords()} locale={useLocale()} theme={theme}>
      {children}
    </PlainFrame>
  );
}
