-- O23, D19: what stands in a ban in place of an address that was removed: it still knows the mailbox, and names nobody.
-- The same as `markOf` of `lib/consent/contacts/rules.ts`.
create or replace function ban_mark(p_salt text, p_address text) returns text language sql immutable
  return 'banned-' || p_salt || '-' || encode(sha256(convert_to(p_salt || ':' || mailbox_key(p_address), 'UTF8')), 'hex') || '@erased.invalid';

grant execute on function ban_mark to :"application";
