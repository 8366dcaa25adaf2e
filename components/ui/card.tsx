import { useId, type ReactNode } from "react";

type Props = {
  title?: string;
  /** By which an address leads to it. */
  anchor?: string;
  children: ReactNode;
};

/** A part of a page with a title of its own. */
export function Card({ title, anchor, children }: Props) {
  const id = useId();
  return (
    <section id={anchor} className="card" aria-labelledby={title ? id : undefined}>
      {title ? <h2 id={id}>{title}</h2> : null}
      {children}
    </section>
  );
}
