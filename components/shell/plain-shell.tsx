import type { ReactNode } from "react";
import { SkipLink } from "../ui/skip-link";
import { PreferencesMenu } from "./account-menu";
import type { ThemeChoice } from "./preferences";
import { TopBar } from "./top-bar";

/** The frame of pages outside of the console: signing in, no access, not found. */
export function PlainShell({ theme, children }: { theme: ThemeChoice; children: ReactNode }) {
  return (
    <div className="plain">
      <SkipLink />
      <TopBar>
        <PreferencesMenu theme={theme} />
      </TopBar>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
