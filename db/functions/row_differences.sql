-- The fields in which two rows differ.
create or replace function row_differences(p_is jsonb, p_should jsonb) returns text[] language sql immutable
  return array(select key from jsonb_each(coalesce(p_is, '{}')) i full join jsonb_each(coalesce(p_should, '{}')) s using (key)
    where i.value is distinct from s.value order by key);
