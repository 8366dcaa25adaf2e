import { executePrepared, type Database, type Handle, type Scope } from "./client";

/**
 * A database whose transactions are parts of the owner's one that runs: in each of them acts who proves it, as
 * everywhere, and all of them commit together. For what is made at once by the acts of many, as the demonstration is.
 */
export function within(handle: Handle): Database {
  return {
    async transaction(scope, work) {
      await enter(handle, scope);
      return work(handle);
    },
    become: enter,
    async query<R extends object>(text: string, values: unknown[] = []) {
      const { rows } = await executePrepared(handle, text, values);
      return rows as R[];
    },
    connections: () => ({ busy: 1, idle: 0, waiting: 0 }),
    close: () => Promise.resolve(),
  };
}

/** Goes on as somebody else in the owner's transaction; the product itself is the owner there. */
export async function enter(handle: Handle, scope: Scope): Promise<void> {
  if (scope.actor === "system")
    await executePrepared(handle, "select set_config('app.scope', '', true)");
  else {
    if (scope.actor === "import" || scope.actor === "run" || scope.actor === "reader")
      throw new Error("what the worker does for somebody runs in transactions of its own");
    const proof = scope.actor === "person" ? ["session", scope.secret] : ["link", scope.token];
    await executePrepared(handle, "select app_enter($1, $2, '')", proof);
  }
}
