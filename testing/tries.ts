/**
 * How often a random suite tries: a share in CI, all of it with `WHOLE=1`, which `npm run torture` sets,
 * or as often as an environment variable of its own says: `HISTORIES=1000 npx jest lib/consent/history`.
 */
export function tries(setting: string, { ci, whole }: { ci: number; whole: number }): number {
  const own = Number(process.env[setting]);
  if (own > 0) return own;
  return process.env.WHOLE === "1" ? whole : ci;
}
