-- What is in use stays (P10).
create trigger word_stays before delete on qualifications for each row execute function word_stays();
