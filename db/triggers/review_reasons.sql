-- What is in use stays (P9).
create trigger word_stays before delete on review_reasons for each row execute function word_stays();
