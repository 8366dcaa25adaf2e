import type { ReactNode } from "react";
import type { ListLook } from "@/lib/lists/schema";

export type Column = {
  /** By which an address names it that leaves it out (K4); the first column is always there. */
  key?: string;
  label: string;
  /** The address that sorts by this column, or turns the order around. */
  sortHref?: string | undefined;
  sorted?: "ascending" | "descending" | undefined;
  /** What the column is about has a page of its own. */
  href?: string;
  /** Numbers and other things that line up at the end. */
  end?: boolean;
  /** Short texts that stay on one line. */
  nowrap?: boolean;
  /** Names: they get room before everything else. */
  wide?: boolean;
};

type Props = {
  /** Names the table; shown above it unless `captionHidden`. */
  caption: string;
  captionHidden?: boolean;
  columns: Column[];
  /** On narrow screens each row becomes a small card, its first cell the heading. */
  stack?: boolean;
  /** K4: columns that are left out, and whether rows stand close. */
  look?: Pick<ListLook, "hide" | "density"> | undefined;
  /** Rows: `<tr><th scope="row">…</th><td>…</td></tr>`, without class names. */
  children: ReactNode;
  /** Rows of sums below them. */
  foot?: ReactNode;
};

/**
 * A dense table with sorting by links. Cells are plain: `<small>` in a cell is its second line,
 * `data-label` what it says before a figure where rows stack and no head stands above it.
 */
export function Table(props: Props) {
  const { caption, captionHidden = true, columns, stack, look, children, foot } = props;
  return (
    <div className="table" role="group" aria-label={caption} tabIndex={stack ? undefined : 0}>
      <table
        data-stack={stack ? "" : undefined}
        data-end={numbers(columns, "end")}
        data-nowrap={numbers(columns, "nowrap")}
        data-wide={numbers(columns, "wide")}
        data-hide={look && hidden(columns, look.hide)}
        data-compact={look?.density ? "" : undefined}
      >
        <caption className={captionHidden ? "visually-hidden" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHead key={column.label} {...column} />
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </div>
  );
}

/** The numbers of the columns that are so, for the style sheet: cells need no class names then. */
function numbers(columns: Column[], trait: "end" | "nowrap" | "wide"): string | undefined {
  const found = columns.flatMap((column, index) => (column[trait] ? [index + 1] : []));
  return found.join(" ") || undefined;
}

function hidden(columns: Column[], keys: readonly string[]): string | undefined {
  const found = columns.flatMap(({ key }, index) =>
    index > 0 && key && keys.includes(key) ? [index + 1] : [],
  );
  return found.join(" ") || undefined;
}

function ColumnHead({ label, sortHref, sorted, href }: Column) {
  if (href !== undefined)
    return (
      <th scope="col">
        <a href={href}>{label}</a>
      </th>
    );
  if (!sortHref) return <th scope="col">{label}</th>;
  return (
    <th scope="col" aria-sort={sorted ?? "none"}>
      <a href={sortHref}>{label}</a>
    </th>
  );
}
