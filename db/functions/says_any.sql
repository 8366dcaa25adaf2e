-- Whether a text says one of some words: those of `words_anywhere` and `word_pattern`.
create or replace function says_any(p_text text, p_anywhere text, p_pattern text) returns boolean language sql immutable
  return case when p_text ~* p_anywhere then p_text ~* p_pattern else false end;
