-- Whether who asks, by a scope that was proven, is staff with a role that this act asks for, as `lib/access/policy.ts` says.
create or replace function scope_may(p_scope text[], p_act text) returns boolean language sql immutable
  return coalesce(p_scope[1] = 'operator' and string_to_array(p_scope[8], ',') && case p_act
    when 'contacts.release' then array['partner_manager', 'reviewer']
    when 'reports.handle' then array['partner_manager', 'reviewer']
    when 'claims.review' then array['reviewer']
    when 'claims.reply' then array['reviewer']
    when 'settings.programme' then array['administrator']
    when 'data.people' then array['administrator']
    when 'operators.manage' then array['administrator']
    when 'partners.people' then array['partner_manager']
    when 'partners.domains' then array['partner_manager']
    when 'partners.manage' then array['partner_manager']
    when 'rounds.end' then array['partner_manager', 'data_steward']
    when 'data.manage' then array['data_steward']
    when 'partners.enrol' then array['partner_manager']
    when 'payments.run' then array['payments']
    when 'metrics.edit' then array['catalogue_editor', 'data_steward']
    when 'engagements.edit' then array['catalogue_editor']
    when 'claims.pay' then array['payments'] end, false);

grant execute on function scope_may to :"application";
