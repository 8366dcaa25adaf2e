import type { ReactNode } from "react";
import { PlainShell } from "@/components/shell/plain-shell";
import { theme } from "@/lib/web/preferences";

export default async function MailboxLayout({ children }: { children: ReactNode }) {
  return <PlainShell theme={(await theme()) ?? "system"}>{children}</PlainShell>;
}
