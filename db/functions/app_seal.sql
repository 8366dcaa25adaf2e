-- The seal of what a transaction is said to be: HMAC-SHA256 by a key that the owner alone reads, over this
-- server, backend and transaction too, so that it is worth nothing in any other. Nobody but the owner runs it.
create or replace function app_seal(p_said text) returns text language plpgsql stable
  set search_path = pg_catalog, pg_temp as $$
declare k record;
begin
  select inner_pad, outer_pad into strict k from private.seal;
  return encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(concat_ws('|', public.app_transaction(), p_said), 'UTF8'))), 'hex');
end $$;
