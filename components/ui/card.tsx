import { useId, type ReactNode } from "react";

type Props = { title?: string; children: ReactNode };

/** A part of a page with a title of its own. */
export function Card({ title, children }: Props) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={title ? id : undefined}>
      {title ? <h2 id={id}>{title}</h2> : null}
      {children}
    </section>
  );
}
