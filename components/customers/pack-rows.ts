type Row = { kind: number; id: string; name: string };

/**
 * Rows as small as they can be sent: one text, a line each. React looks at each value that is handed on, three times.
 */
export function packRows(rows: readonly Row[]): string {
  return rows.map(({ kind, id, name }) => `${kind} ${id} ${name.replaceAll("\n", " ")}`).join("\n");
}
