-- The id that a text is; null: it is none. By an id a row is found in the index, by its text all are read.
create or replace function uuid_in_text(p_text text) returns uuid language sql immutable
  return case when p_text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_text::uuid end;
