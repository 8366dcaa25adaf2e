import type pg from "pg";
import { saysPooled } from "./address";

export type TransactionOptions = { readOnly?: boolean; planOnce?: boolean; atOnce?: boolean };

/** How connections of a pool are made sound before each use. */
export type Session = {
  /** What a connection begins with. */
  startup: pg.PoolConfig;
  /** Makes a connection as if it were new. */
  clean: string;
  /** Begins a transaction, in which the server shows who asks; it is a failed one where the connection is not sound. */
  frame: (options: TransactionOptions, asker?: string) => string;
  /** Whether connections come from a pooler, which gives each transaction another one. */
  pooled: boolean;
};

/** Short statements on rows that are mostly in memory: compiling never pays, jumping about hardly costs. */
const USUAL = { timezone: "UTC", jit: "off", random_page_cost: "1.1" };

/** What a role may make its own setting (`alter role`), and would stop or mislead every connection by. */
const NOT_THE_ROLES = {
  lock_timeout: "0",
  datestyle: "ISO,MDY",
  standard_conforming_strings: "on",
  synchronous_commit: "on",
  gin_fuzzy_search_limit: "0",
};

/** Of these a transaction says itself how they are, or they count for a session alone. */
const OF_SESSIONS = {
  default_transaction_read_only: "off",
  default_transaction_isolation: "read\\ committed",
  local_preload_libraries: "",
  idle_session_timeout: "0",
};

/**
 * What an earlier transaction may have left behind, by a statement that was smuggled in, is taken back: settings, the
 * role, locks; what the role was given as its own setting does not count either.
 */
const CLEAN = "reset all; set role none; set search_path = public, pg_temp; set row_security = on";
export const UNLOCK = "select pg_catalog.pg_advisory_unlock_all()";
/** A name under which SQL prepared another statement would hear the values of ours: such a connection is closed. */
export const SOUND = "not exists (select from pg_catalog.pg_prepared_statements where from_sql)";

/**
 * How connections of an address are used: what a session needs is said when it begins, or, behind a pooler, which takes
 * no settings at a beginning and hands its connections round, in each transaction (O10).
 */
export function sessionOf(url: string, timeoutMs: number): Session {
  const idle = Math.max(30_000, timeoutMs);
  if (!saysPooled(url)) {
    const said = Object.entries({ ...USUAL, ...OF_SESSIONS, ...NOT_THE_ROLES });
    return {
      startup: {
        statement_timeout: timeoutMs,
        idle_in_transaction_session_timeout: idle,
        options: said.map(([name, value]) => `-c ${name}=${value}`).join(" "),
      },
      clean: CLEAN,
      frame: (options, asker) =>
        `${begin(options)}${plan(options)}; ${UNLOCK}, 1 / (${SOUND})::int${named(asker)}`,
      pooled: false,
    };
  }
  const limits = {
    statement_timeout: String(timeoutMs),
    idle_in_transaction_session_timeout: String(idle),
  };
  const said = Object.entries({ ...USUAL, ...NOT_THE_ROLES, ...limits })
    .map(([name, value]) => `set local ${name} = '${value}'`)
    .join("; ");
  return {
    startup: {},
    // Ours have no names there: any that is found is somebody else's.
    clean: `${CLEAN}; deallocate all`,
    frame: (options, asker) =>
      `${begin(options)}; ${said}${plan(options)}; ${UNLOCK}, 1 / (${SOUND})::int${named(asker)}`,
    pooled: true,
  };
}

function begin({ readOnly = false }: TransactionOptions): string {
  return `begin isolation level read committed ${readOnly ? "read only" : "read write"}`;
}

/** A value of a select, not a `set`: what the server counts by statement then knows one, whoever asks. */
function named(asker: string | undefined): string {
  if (asker === undefined || !/^[\w .-]{1,63}$/.test(asker)) return "";
  return `, pg_catalog.set_config('application_name', '${asker}', true)`;
}

function plan({ planOnce = false }: TransactionOptions): string {
  return planOnce ? "; set local plan_cache_mode = force_generic_plan" : "";
}
