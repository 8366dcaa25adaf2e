"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export type SettingsEntry = { href: string; label: string };

/** The pages of the settings beside each other, and the one that is shown; one alone needs no way to it. */
export function SettingsFrame({
  label,
  entries,
  children,
}: {
  label: string;
  entries: SettingsEntry[];
  children: ReactNode;
}) {
  const path = usePathname();
  const current = (href: string) => path === href || path.startsWith(`${href}/`);
  return (
    <>
      {entries.length > 1 ? (
        <nav className="tabs" aria-label={label}>
          {entries.map(({ href, label: text }) => (
            <a key={href} href={href} aria-current={current(href) ? "page" : undefined}>
              {text}
            </a>
          ))}
        </nav>
      ) : null}
      {children}
    </>
  );
}
