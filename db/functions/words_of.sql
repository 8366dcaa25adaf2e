-- The words of a text: each between spaces, and again each between any signs; lower case, no accents.
create or replace function words_of(p_text text) returns setof text language sql immutable as $$
  select w from (
    select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKD) collate "und-x-icu"), '[\u0300-\u036f]', '', 'g') as plain
  ) p, lateral (
    select regexp_split_to_table(plain, '\s+') as w
    union select regexp_split_to_table(plain, '[\s!-/:-@\[-`{-~]+')
  ) words where w <> '' and length(w) <= 320
$$;

grant execute on function words_of to :"application";
