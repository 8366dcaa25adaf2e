-- A claim with the payout that its consent fixed, as the log keeps it (D16).
create or replace function claim_opened(c workshop_claims) returns jsonb language sql stable
  return jsonb_build_object('id', c.id, 'number', c.number, 'payoutMinor', c.payout_minor, 'currency', c.currency,
    'band', c.band, 'rateValidFrom', c.rate_valid_from);

grant execute on function claim_opened to :"application";
