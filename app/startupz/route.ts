import { hasStarted } from "@/lib/web/health";

export const dynamic = "force-dynamic";

/** 200 once this process has been able to serve: a database that goes away later does not change it. */
export async function GET(): Promise<Response> {
  const obstacle = await hasStarted();
  return new Response(`${obstacle ?? "ok"}\n`, {
    status: obstacle === null ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
