type Row = { kind: number; id: string; tenantId: string; name: string };

/**
 * Rows as small as they can be sent: one text, a line each, the tenant only where the row is not named by it. React looks at each value that is handed on, three times.
 */
export function packRows(rows: readonly Row[]): string {
  return rows
    .map(({ kind, id, tenantId, name }) => {
      const tenant = id === tenantId ? "" : tenantId;
      return `${kind} ${id} ${tenant} ${name.replaceAll("\n", " ")}`;
    })
    .join("\n");
}
