-- Which credential ends now? Its tokens end with it.
delete from api_credential where client_id = :clientId
