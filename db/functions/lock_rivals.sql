-- Rivals take turns: an answer, or an end, at one partner changes the counts of the others that work
-- with the same customer. Their locks are taken in one order, before any row, so that no two answers
-- of the same rivals wait for each other.
create or replace function lock_rivals(p_engagement uuid, p_tenant uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare rivals uuid[]; rival uuid;
begin
  select array_agg(c.partner_id order by c.partner_id) into rivals from customers c
    where c.engagement_id = p_engagement and c.tenant_id = p_tenant;
  if cardinality(rivals) > 1 then
    foreach rival in array rivals loop
      perform pg_advisory_xact_lock(hashtextextended('partner:' || rival::text, 0));
    end loop;
  end if;
end $$;
