import type { fixture } from "./fixture";

/**
 * Runs `work` where claims have every number of seven digits but the last, which the next claim takes: a claim that draws
 * another is told that it is taken, as the unique key tells it.
 */
export async function atEightDigits<T>(
  f: ReturnType<typeof fixture>,
  work: () => Promise<T>,
): Promise<T> {
  await f.sql(
    `create function nearly_out() returns trigger language plpgsql security definer as $$ begin
       if new.number > 9999999 then return new; end if;
       if exists (select from workshop_claims where number = 9999999) then return null; end if;
       new.number := 9999999;
       return new;
     end $$`,
  );
  await f.sql(
    "create trigger a_nearly_out before insert on workshop_claims for each row execute function nearly_out()",
  );
  try {
    return await work();
  } finally {
    await f.sql("drop function nearly_out() cascade");
  }
}
