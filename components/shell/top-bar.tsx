"use client";
import type { ReactNode } from "react";
import type { TopWords } from "./words";

type Props = { words: TopWords; partner?: string | undefined; children: ReactNode };

/** Skip link and bar over every page: the product, whose data this is, and what belongs to the person. */
export function TopBar({ words, partner, children }: Props) {
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="topbar">
        <a className="brand" href="/">
          {words.logo ? <img src={words.logo} alt="" height={28} /> : <Sign />}
          <span>{words.product}</span>
        </a>
        {partner ? <span className="topbar-partner">{partner}</span> : null}
        <div className="topbar-end">{children}</div>
      </header>
    </>
  );
}

/** The product's own sign, where the programme has no logo. */
function Sign() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" fill="currentColor">
      <path d="M3 4.5A2.5 2.5 0 0 1 5.5 2H11v8H3zM13 2h3.5A2.5 2.5 0 0 1 19 4.5V10h-6zM3 12h8v8H5.5A2.5 2.5 0 0 1 3 17.5z" />
      <circle cx="16" cy="16" r="4" />
    </svg>
  );
}
