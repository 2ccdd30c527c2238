-- Where does this seller send who comes from this marketplace, and for whom may a token have been signed?
select coalesce(i.settings ->> 'signup_url', orb.settings ->> 'signup_url') as signup_url,
       coalesce(i.settings ->> 'signup_audience',
                substring(coalesce(i.settings ->> 'signup_url', orb.settings ->> 'signup_url')
                          from '^https?://(?:[^/@]*@)?([^/:?#]+)')) as audience,
       (select string_agg(distinct l.service_name, chr(10))
        from listing l
        where l.seller_id = i.seller_id and l.cloud = i.provider) as service_names
from integration i
left join integration orb on orb.seller_id = i.seller_id and orb.provider = 'orb'
where i.seller_id = :#${exchangeProperty.landing.sellerId}
  and i.provider = :#${exchangeProperty.landing.cloud}
