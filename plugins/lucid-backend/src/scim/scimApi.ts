import { LucidApi } from '../http/LucidApi';

/** Lucid's SCIM API. */
export const SCIM_API: LucidApi = {
  name: 'the SCIM API of Lucid',
  baseUrlKey: 'baseUrl',
  secret: 'token',
  whenRefused:
    'The token is not accepted: generate a new one in Lucid at Admin > App Integration > SCIM and set it in the configuration.',
  whenTooLarge: 'Lower pageSize.',
  errorText: 'detail',
  headers: { accept: 'application/scim+json, application/json' },
};
