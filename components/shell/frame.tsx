"use client";
import type { ReactNode } from "react";
import type { ShellView } from "@/lib/views/shell";
import { Help } from "../help/panel";
import { Palette } from "../search/palette";
import { CompanyContext } from "../ui/form-context";
import { AccountMenu } from "./account-menu";
import { Nav, type NavItem } from "./nav";
import { TopBar } from "./top-bar";
import type { ShellWords } from "./words";

type FrameProps = {
  words: ShellWords;
  shortcuts: boolean;
  person: ShellView["person"];
  partner?: string | undefined;
  at: string;
  elsewhere: ShellView["elsewhere"];
  items: NavItem[];
  /** The company that the page is shown for, as its forms name it (U3). */
  company: string;
  children: ReactNode;
};

/**
 * The console's bar and navigation around a page. Here in the browser so that a page's data holds
 * a few words for it instead of all its markup a second time; it works without JavaScript all the same.
 */
export function Frame({ partner, items, company, shortcuts, children, ...account }: FrameProps) {
  const { words } = account;
  return (
    <>
      <TopBar words={words} partner={partner}>
        <Palette words={words.find} shortcuts={shortcuts} />
        <Help words={words.help} shortcuts={shortcuts} />
        <AccountMenu {...account} />
      </TopBar>
      <div className="frame">
        <Nav label={words.main} items={items} />
        <main id="main" tabIndex={-1}>
          <CompanyContext value={company}>{children}</CompanyContext>
        </main>
      </div>
    </>
  );
}
