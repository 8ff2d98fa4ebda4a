import SCIMMY from 'scimmy';
import {
  LUCIDCHART_USER_SCHEMA,
  LUCID_USER_SCHEMA_1,
  LUCID_USER_SCHEMA_2,
} from './schemaIds';

const { Attribute, SchemaDefinition } = SCIMMY.Types;

const PRODUCTS = [
  'Lucidchart',
  'Lucidspark',
  'LucidscaleCreator',
  'LucidscaleExplorer',
];

const productLicenses = new Attribute(
  'complex',
  'productLicenses',
  { description: 'The products that the user is licensed for' },
  PRODUCTS.map(name => new Attribute('boolean', name)),
);

/** SCIMMY knows no other names than those of the IETF, but lets them be changed. */
function lucidchartUser() {
  const definition = new SchemaDefinition(
    'LucidchartUser',
    'urn:ietf:params:scim:schemas:extension:lucidchart:1.0:User',
    'Lucidchart user',
    [new Attribute('boolean', 'canEdit')],
  );
  return Object.assign(definition, { id: LUCIDCHART_USER_SCHEMA });
}

/** Makes Lucid's extensions appear in `/Schemas`. */
export function declareSchemas(): void {
  SCIMMY.Schemas.declare(SCIMMY.Schemas.EnterpriseUser.definition);
  SCIMMY.Schemas.declare(
    new SchemaDefinition('LucidUser', LUCID_USER_SCHEMA_1, 'Lucid user', [
      productLicenses,
    ]),
  );
  SCIMMY.Schemas.declare(
    new SchemaDefinition('LucidUser2', LUCID_USER_SCHEMA_2, 'Lucid user', [
      productLicenses,
      new Attribute('string', 'billingCode'),
    ]),
  );
  SCIMMY.Schemas.declare(lucidchartUser());
}
