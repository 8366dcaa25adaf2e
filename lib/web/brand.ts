import { accentStyle } from "@/lib/programme/accent.rules";
import { getDatabase } from "./database";

/**
 * What stands at `/brand/…`, whose name says what it holds: it never changes, and is kept by whoever has it.
 * A picture is drawn and does nothing: even opened by itself it is a document of no origin, without scripts.
 */
const headers = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "public, max-age=31536000, immutable",
  "X-Robots-Tag": "noindex",
};

const types = {
  png: "image/png",
  svg: "image/svg+xml; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/** The programme's logo (`{hash}.png`, `{hash}.svg`) or colours (`0f6cbd-479ef5.css`; 0 for one that it has not). */
export async function brandFile(name: string): Promise<Response> {
  const [, light, dark] = /^([0-9a-f]{6}|0)-([0-9a-f]{6}|0)\.css$/.exec(name) ?? [];
  if (light !== undefined && dark !== undefined) {
    const colour = (text: string) => (text === "0" ? "" : `#${text}`);
    const style = accentStyle({ light: colour(light), dark: colour(dark) });
    return new Response(style, { headers: { ...headers, "Content-Type": types.css } });
  }
  const [, hash, type] = /^([\w-]{22})\.(png|svg)$/.exec(name) ?? [];
  if (hash === undefined) return new Response(null, { status: 404 });
  const [logo] = await getDatabase().query<{ logo: Buffer; type: "png" | "svg" }>(
    "select logo, logo_type as type from programme where logo_hash = $1 and logo_type = $2",
    [hash, type],
  );
  if (!logo) return new Response(null, { status: 404 });
  const body = new Uint8Array(logo.logo);
  return new Response(body, { headers: { ...headers, "Content-Type": types[logo.type] } });
}
