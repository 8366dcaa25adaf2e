import type { ReactNode } from "react";

/** The kind of a state; each has a shape of its own, so that no state is told by colour alone. */
export type Tone = "neutral" | "pending" | "info" | "success" | "warning" | "danger";

type Props = { tone?: Tone; children: ReactNode };

/** A state in running text or a table cell: a shape and words. */
export function Status({ tone = "neutral", children }: Props) {
  return <span data-tone={tone}>{children}</span>;
}

/** A state as a small plate, for headings and cards. */
export function Badge({ tone = "neutral", children }: Props) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}
