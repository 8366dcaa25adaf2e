-- What tells this transaction from every other, of any connection and any start of the server.
create or replace function app_transaction() returns text language sql stable set search_path = pg_catalog, pg_temp
  return concat_ws('|', extract(epoch from pg_postmaster_start_time()), pg_backend_pid(), extract(epoch from transaction_timestamp()));

grant execute on function app_transaction() to :"web";
