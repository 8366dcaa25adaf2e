-- The audit chain: rows are numbered and hashed here, one over the row before it.
create or replace function audit_append() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare head audit_heads;
begin
  insert into audit_heads (chain, seq, hash) values (new.chain, 0, '') on conflict do nothing;
  select * into head from audit_heads where chain = new.chain for update;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := audit_hash(new);
  update audit_heads set seq = new.seq, hash = new.hash where chain = new.chain;
  return new;
end $$;
