import { LucidApi } from '../http/LucidApi';

/** Lucid's REST API. */
export const REST_API: LucidApi = {
  name: 'the REST API of Lucid',
  baseUrlKey: 'apiBaseUrl',
  secret: 'API key',
  whenRefused:
    'The API key is not accepted: an admin of the account makes one with the grant LicensesAdmin in the developer portal of Lucid, and it is set as apiKey in the configuration.',
  whenTooLarge: 'No page of the REST API is that large.',
  errorText: 'message',
  headers: { accept: 'application/json', 'lucid-api-version': '1' },
};

/** How messages name the request for all subscriptions. */
export const SUBSCRIPTIONS = 'GET /v1/subscriptions';

/** How messages name the request for who is billed. */
export const BILLED_SEATS = 'GET /v1/subscriptions/:id/licenses';
