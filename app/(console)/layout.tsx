import type { ReactNode } from "react";
import { PlainShell } from "@/components/shell/plain-shell";
import { Shell } from "@/components/shell/shell";
import { currentLook } from "@/lib/web/programme";
import { hasShortcuts, theme } from "@/lib/web/preferences";
import { currentShell } from "@/lib/web/shell";

/** The frame. It never authorises: each page asks for itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [shell, chosen = "system", look, shortcuts] = await Promise.all([
    currentShell(),
    theme(),
    currentLook(),
    hasShortcuts(),
  ]);
  if (!shell)
    return (
      <PlainShell look={look} theme={chosen}>
        {children}
      </PlainShell>
    );
  return (
    <Shell {...shell} look={look} shortcuts={shortcuts}>
      {children}
    </Shell>
  );
}
