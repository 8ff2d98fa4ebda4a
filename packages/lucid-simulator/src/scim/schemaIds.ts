export const CORE_USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const CORE_GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE_USER_SCHEMA =
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const LUCID_USER_SCHEMA_1 =
  'urn:ietf:params:scim:schemas:extension:lucid:1.0:User';
export const LUCID_USER_SCHEMA_2 =
  'urn:ietf:params:scim:schemas:extension:lucid:2.0:User';
export const LUCIDCHART_USER_SCHEMA = 'urn:lucidchart:schemas:1.0:User';
export const LIST_RESPONSE_SCHEMA =
  'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';
