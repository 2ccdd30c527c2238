-- Who was the operator until now? Its tokens go with it.
delete from api_credential where role = 'operator'
