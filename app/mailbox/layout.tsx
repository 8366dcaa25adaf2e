import type { ReactNode } from "react";
import { PlainShell } from "@/components/shell/plain-shell";
import { currentLook } from "@/lib/web/programme";
import { theme } from "@/lib/web/preferences";

export default async function MailboxLayout({ children }: { children: ReactNode }) {
  return (
    <PlainShell look={await currentLook()} theme={(await theme()) ?? "system"}>
      {children}
    </PlainShell>
  );
}
