import type { fixture } from "./fixture";

/** The id of the suite's installation. */
export async function installation(f: ReturnType<typeof fixture>): Promise<string> {
  const [row] = await f.sql<{ id: string }>("select id from installation");
  if (!row) throw new Error("the database is no installation");
  return row.id;
}

/** The disk's clock is not that of the tests. */
export const realNow = () => new Date(performance.timeOrigin + performance.now());
