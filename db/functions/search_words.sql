-- The beginnings at which a text is found: of each word, after a sign within a word ("jansen" in
-- "mia.jansen@…"), and anywhere in scripts that put no spaces between words. What follows the last
-- dot of an address is none.
create or replace function search_words(p_text text, p_address boolean) returns table (word text) language sql immutable
  as $$
  select distinct left(substr(w, i), 100)
  from regexp_split_to_table(search_form(p_text), '[\u0001-\u0020\u0085\u1680\u2028\u2029]+') w,
    generate_series(1, case when w ~ '^[a-z0-9]*$' then 1 else length(w) end) i
  where w <> '' and (i = 1 or substr(w, i - 1, 2) ~
    '^[!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3001-\u301f][^!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3001-\u301f]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]')
    and (i = 1 or not p_address or position('.' in substr(w, i)) > 0)
$$;

grant execute on function search_words to :"application";
