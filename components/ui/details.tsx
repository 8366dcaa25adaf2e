import type { ReactNode } from "react";

type Props = { summary: ReactNode; open?: boolean; children: ReactNode };

/** Something more to read, folded away. */
export function Details({ summary, open, children }: Props) {
  return (
    <details className="more" open={open}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
