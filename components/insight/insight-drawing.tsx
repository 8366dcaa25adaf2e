import type { PlotName } from "@/lib/claims/insight/schema";
import type { Figure, Line } from "@/lib/views/insight";
import styles from "./insight.module.css";

/** A part of a bar, and the list that it opens. */
type Piece = { part: Figure["part"]; share: number; href: string; title: string };
export type Bar = { key: string; label: string; value: string; href?: string; pieces: Piece[] };

/**
 * K8: bars, each of one piece or of several that are told apart by their pattern too. Made for the eye and the mouse: the
 * same figures and links stand in the table below, where a keyboard and a screen reader find them.
 */
export function Drawing({ bars }: { bars: readonly Bar[] }) {
  return (
    <ol className={styles.bars} aria-hidden="true">
      {bars.map((bar) => (
        <li key={bar.key}>
          <span>{bar.label}</span>
          <svg width="100%" height="20">
            {bar.pieces.map(({ part, share, href, title }, at) => (
              <a key={part} href={href} tabIndex={-1}>
                <title>{title}</title>
                <rect
                  className={styles[toneOf(part)]}
                  x={percent(bar.pieces.slice(0, at).reduce((all, piece) => all + piece.share, 0))}
                  width={percent(share)}
                  height="100%"
                />
              </a>
            ))}
          </svg>
          <b>{bar.value}</b>
        </li>
      ))}
    </ol>
  );
}

/** What the pieces of a bar mean. */
export function Legend({ parts }: { parts: readonly { part: Figure["part"]; label: string }[] }) {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {parts.map(({ part, label }) => (
        <li key={part}>
          <svg width="16" height="16">
            <rect className={styles[toneOf(part)]} width="100%" height="100%" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** The patterns of a page, once: solid, striped, dotted, framed. */
export function Patterns() {
  return (
    <svg width="0" height="0" className={styles.patterns} aria-hidden="true">
      <pattern
        id="insight-stripes"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" className={styles.ground} />
        <rect width="3" height="6" className={styles.ink} />
      </pattern>
      <pattern id="insight-dots" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className={styles.ground} />
        <circle cx="3" cy="3" r="1.5" className={styles.ink} />
      </pattern>
      <pattern id="insight-bars" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className={styles.ground} />
        <rect width="4" height="1.5" className={styles.ink} />
      </pattern>
    </svg>
  );
}

const percent = (share: number) => `${String(Math.round(share * 10_000) / 100)}%`;

function toneOf(part: Figure["part"]): "solid" | "stripes" | "dots" | "lines" {
  if (part === "waiting" || part === "delivery") return "stripes";
  if (part === "at_risk" || part === "action") return "dots";
  return part === "dispute" ? "lines" : "solid";
}

/** What a bar's length says: money where it is about money. */
export function amountOf(plot: PlotName, { count, minor }: Pick<Line, "count" | "minor">): number {
  return plot === "money" ? minor : count;
}
