import { connection } from "next/server";
import { getDatabase } from "@/lib/web/database";

/** In the build for measurements alone: an empty page with one query by key. */
export default async function Page() {
  await connection();
  const rows = await getDatabase().query("select set_config('bench.bare', $1, true)", ["1"]);
  return <p>{rows.length}</p>;
}
