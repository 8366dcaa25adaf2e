"use client";
import { useEffect } from "react";
import { listenToList } from "./list-keys";

/** K4: what a list does with JavaScript; without, it has buttons and links. */
export function ListKeys() {
  useEffect(listenToList, []);
  return null;
}

export type ListMenuWords = {
  open: string;
  columns: string;
  compact: string;
  apply: string;
  files: string;
  views: string;
};

type Props = {
  /** The list as it is looked at, without where its page begins. */
  href: string;
  /** Key and words of each column that can be left out, by the list's order. */
  columns: readonly (readonly [key: string, label: string])[];
  /** Its files: address and words. */
  files?: readonly (readonly [href: string, label: string])[] | undefined;
  words: ListMenuWords;
};

/** K4: columns, density and files of a list. Rendered on the server, from less data than its markup would be. */
export function ListMenu({ href, columns, files = [], words }: Props) {
  const [path = "", query = ""] = href.split("?");
  const search = new URLSearchParams(query);
  const hide = search.getAll("hide");
  const compact = search.get("density") === "compact";
  const kept = [...search].filter(([name]) => name !== "hide" && name !== "density");
  return (
    <details className="menu">
      <summary className="button subtle">{words.open}</summary>
      <div>
        <form action={path} data-at-once>
          {kept.map(([name, value]) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          ))}
          <fieldset>
            <legend>{words.columns}</legend>
            {columns.map(([key, label]) => (
              <label key={key}>
                <input
                  type="checkbox"
                  name="hide"
                  value={key}
                  defaultChecked={hide.includes(key)}
                />
                {label}
              </label>
            ))}
          </fieldset>
          <label>
            <input type="checkbox" name="density" value="compact" defaultChecked={compact} />
            {words.compact}
          </label>
          <button type="submit">{words.apply}</button>
        </form>
        {files.length > 0 ? (
          <nav aria-label={words.files}>
            {files.map(([to, label]) => (
              <a key={to} href={to} download>
                {label}
              </a>
            ))}
          </nav>
        ) : null}
        <a href={`/views?${new URLSearchParams({ of: href }).toString()}`}>{words.views}</a>
      </div>
    </details>
  );
}
