import { cookies } from "next/headers";
import { z } from "zod";
import { seal, unseal } from "@/lib/seal";
import { readClock } from "@/lib/time/clock";
import { sessionCookie } from "./auth";

const MINUTES = 15;

/**
 * A note in this browser on the way to a provider and back (U11, U13), sealed and bound to a place, which holds for 15 minutes.
 * @param name of its cookie
 * @param schema what it says
 */
export function sealedNote<T>(name: string, schema: z.ZodType<T>) {
  const noted = z.object({ since: z.number(), said: schema });
  const cookie = () => {
    const { options } = sessionCookie();
    return { name: `${options.secure ? "__Host-" : ""}${name}`, ...options };
  };
  return {
    write: async (place: string, said: T): Promise<void> => {
      const text = JSON.stringify({ since: readClock().getTime(), said });
      const value = seal("link-identity", place, text);
      (await cookies()).set({ ...cookie(), value, maxAge: MINUTES * 60 });
    },

    /** What it says, and since when; null without one of this place that still holds. */
    read: async (place: string): Promise<{ since: number; said: T } | null> => {
      const value = (await cookies()).get(cookie().name)?.value;
      const text = value === undefined ? null : unseal("link-identity", place, value);
      const read = text === null ? null : noted.safeParse(JSON.parse(text));
      if (!read?.success) return null;
      return read.data.since + MINUTES * 60_000 <= readClock().getTime() ? null : read.data;
    },

    forget: async (): Promise<void> => {
      const jar = await cookies();
      if (jar.has(cookie().name)) jar.delete(cookie());
    },
  };
}
