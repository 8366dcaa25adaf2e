-- The salted hash of people's words in a row of the audit log (O23); null once the salt is gone.
create or replace function audit_words(r audit_log) returns text language sql immutable
  return encode(sha256(r.words_salt || convert_to(
    (select jsonb_object_agg(key, value) from jsonb_each(r.data) where key = any (r.words))::text, 'UTF8')), 'hex');

grant execute on function audit_words to :"application";
