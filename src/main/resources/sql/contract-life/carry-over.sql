-- What does a contract take over from the one it follows? Its mapping, properties and cut-over from another tool; what
-- its price covers only while the terms are the same, else somebody has to say it anew.
update contract successor
set orb_subscription_id = coalesce(successor.orb_subscription_id, old.orb_subscription_id),
    external_associations = old.external_associations || successor.external_associations,
    custom_properties = old.custom_properties || successor.custom_properties,
    cut_over_at = coalesce(successor.cut_over_at, old.cut_over_at),
    included_amount = case when successor.included_amount is null and old.terms = successor.terms
                           then old.included_amount else successor.included_amount end,
    included_term = case when successor.included_amount is null and old.terms = successor.terms
                         then old.included_term else successor.included_term end
from contract old
where successor.id = :contract and old.cloud = successor.cloud and old.identity_key = successor.predecessor_key
