import { keepPreference } from "@/lib/web/preferences";

export function POST(request: Request): Promise<Response> {
  return keepPreference(request);
}
