-- The domain of an e-mail address: what stands behind the last @, as mail servers see it.
create or replace function mail_domain(p_address text) returns text language sql immutable
  return substring(lower(p_address) from '@([^@]*)$');

grant execute on function mail_domain to :"application";
