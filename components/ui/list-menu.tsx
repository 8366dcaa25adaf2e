export type ListMenuWords = {
  open: string;
  columns: string;
  compact: string;
  apply: string;
  /** Its files: for Excel, as the reader's spreadsheets open a CSV, and in the other form. */
  files: string;
  xlsx: string;
  csv: string;
  other: readonly [form: string, label: string];
  views: string;
};

type Props = {
  /** The list as it is looked at, without where its page begins. */
  href: string;
  /** Key and words of each column that can be left out, by the list's order. */
  columns: readonly (readonly [key: string, label: string])[];
  /** A file of more than the list shows: address and words. */
  file?: readonly [href: string, label: string] | undefined;
  words: ListMenuWords;
};

/** K4: columns, density and files of a list. */
export function ListMenu({ href, columns, file, words }: Props) {
  const [path = "", query = ""] = href.split("?");
  const search = new URLSearchParams(query);
  const hide = search.getAll("hide");
  const compact = search.get("density") === "compact";
  const of = new URLSearchParams({ of: href }).toString();
  const kept = [...search].filter(([name]) => name !== "hide" && name !== "density");
  return (
    <details className="menu">
      <summary className="button subtle">{words.open}</summary>
      <div>
        <a href={`/views?${of}`}>{words.views}</a>
        <nav aria-label={words.files}>
          {words.files}
          <a href={`/views/list.xlsx?${of}`} download>
            {words.xlsx}
          </a>
          <a href={`/views/list.csv?${of}`} download>
            {words.csv}
          </a>
          <a href={`/views/list.csv?${of}&csv=${words.other[0]}`} download>
            {words.other[1]}
          </a>
          {file ? (
            <>
              <a href={file[0]} download>
                {file[1]}
              </a>
              <a
                href={`${file[0]}${file[0].includes("?") ? "&" : "?"}csv=${words.other[0]}`}
                download
              >
                {file[1]}: {words.other[1]}
              </a>
            </>
          ) : null}
        </nav>
        <form action={path} autoComplete="off" data-at-once>
          {kept.map(([name, value]) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          ))}
          <fieldset hidden={columns.length === 0}>
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
      </div>
    </details>
  );
}
