-- What a search compares: words of lower-case letters and digits without accents, one space before each. A
-- letter of a script that puts no spaces between words is a word. Quotation marks and what cannot be seen are
-- nothing, other signs part words; a tenant ID, or its beginning, is one word. Plain ASCII takes the short way.
create or replace function search_form(p_text text) returns text language plpgsql immutable as $$
declare
  plain text collate "C" := p_text;
  ascii constant boolean := octet_length(p_text) = length(p_text);
begin
  if ascii then
    plain := lower(translate(plain, '''`', ''));
  else
    plain := lower(normalize(regexp_replace(normalize(p_text, nfkd),
      '[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff''`\u02b9-\u02bf\u2018-\u201b\u2032\u05f3\u05f4]', '', 'g'), nfc) collate "und-x-icu");
    plain := translate(replace(replace(replace(replace(plain, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðħıς', 'olddhiσ');
    plain := regexp_replace(plain, '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff])', ' \1 ', 'g');
  end if;
  if plain ~ '[0-9a-f]{8}-[0-9a-f]' then
    plain := regexp_replace(plain,
      '\m([0-9a-f]{8})-([0-9a-f]{1,4})(?:-([0-9a-f]{1,4}))?(?:-([0-9a-f]{1,4}))?(?:-([0-9a-f]{1,12}))?\M', '\1\2\3\4\5', 'g');
  end if;
  if ascii then
    plain := regexp_replace(plain, '[^a-z0-9]+', ' ', 'g');
  else
    plain := regexp_replace(plain, '[\u0001-\u002f:-@\[-`{-\u00bf×÷\u02c2-\u02df\u0589\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u1680\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3030\u303d-\u303f\u30a0\u30fb\ufd3e\ufd3f\ufe10-\ufe6f\ufffd]+', ' ', 'g');
  end if;
  plain := btrim(plain);
  return case when plain = '' then '' else ' ' || plain end;
end $$;

grant execute on function search_form to :"application";
