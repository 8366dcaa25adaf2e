import { findObstacle } from "@/lib/web/health";

export const dynamic = "force-dynamic";

/** 200 when requests can be served: the database answers and its schema is this version's. */
export async function GET(): Promise<Response> {
  const obstacle = await findObstacle();
  return new Response(`${obstacle ?? "ok"}\n`, {
    status: obstacle === null ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
