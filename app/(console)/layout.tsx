import type { ReactNode } from "react";
import { PlainShell } from "@/components/shell/plain-shell";
import { Shell } from "@/components/shell/shell";
import { currentLook } from "@/lib/web/programme";
import { theme } from "@/lib/web/preferences";
import { currentShell } from "@/lib/web/shell";

/** The frame. It never authorises: each page asks for itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [shell, chosen = "system", look] = await Promise.all([
    currentShell(),
    theme(),
    currentLook(),
  ]);
  if (!shell)
    return (
      <PlainShell look={look} theme={chosen}>
        {children}
      </PlainShell>
    );
  return (
    <Shell {...shell} look={look}>
      {children}
    </Shell>
  );
}
