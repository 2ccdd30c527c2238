-- With which keys can sellers verify whom they were sent?
select public_key::text from signing_key where created_at > :since order by created_at desc
