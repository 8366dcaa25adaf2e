-- A text in the form in which it is searched: no capitals, no accents, one spelling of each letter.
-- `searchForm` in lib/customers/search/rules.ts is the same for what somebody types.
create or replace function search_form(p_text text) returns text language sql immutable
  return translate(replace(replace(replace(replace(
    lower(normalize(regexp_replace(normalize(p_text, nfkd), '[\u0300-\u036f]', '', 'g'), nfc) collate "und-x-icu"),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðħıς', 'olddhiσ');

grant execute on function search_form to :"application";
