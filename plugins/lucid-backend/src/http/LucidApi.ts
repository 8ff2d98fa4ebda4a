/** One of the APIs of Lucid: what it is asked with, and how messages speak of it. */
export interface LucidApi {
  /** As it stands in `Check that baseUrl is the SCIM API of Lucid.` */
  name: string;
  /** Key of the configuration that holds its base URL. */
  baseUrlKey: 'baseUrl' | 'apiBaseUrl';
  /** What its secret is called. */
  secret: 'token' | 'API key';
  /** What to do where Lucid refuses the secret: whole sentences. */
  whenRefused: string;
  /** What to do where an answer is too large: a whole sentence. */
  whenTooLarge: string;
  /** The attribute of an error that says in words what is wrong. */
  errorText: 'detail' | 'message';
  /** Sent with each request, beside the secret. */
  headers: Record<string, string>;
}
