import { switchPlace } from "@/lib/web/switch-place";

export function POST(request: Request): Promise<Response> {
  return switchPlace(request);
}
