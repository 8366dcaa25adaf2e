-- W14, U13: said once, of what was paid by hand, by who proves anew who they are; its claim follows.
create trigger claim_return_fits before insert on claim_returns for each row execute function claim_return_fits();
create constraint trigger claim_return_unsettled after insert on claim_returns deferrable initially deferred for each row
  execute function claim_return_fits();
create trigger asks_again before insert on claim_returns for each row execute function asks_again();
