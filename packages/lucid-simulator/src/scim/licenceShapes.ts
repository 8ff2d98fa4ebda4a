import { LucidUser, sequenceOf } from '../account/lucidUser';
import { LICENCE_SHAPES, LicenceShape } from '../options';
import {
  LUCIDCHART_USER_SCHEMA,
  LUCID_USER_SCHEMA_1,
  LUCID_USER_SCHEMA_2,
} from './schemaIds';

type Attributes = Record<string, unknown>;
type SingleShape = Exclude<LicenceShape, 'mixed'>;

const canEdit = ({ licences }: LucidUser): Attributes => ({
  [LUCIDCHART_USER_SCHEMA]: { canEdit: licences.canEdit },
});

const heldProducts = ({ licences }: LucidUser) =>
  Object.keys(licences.products).filter(name => licences.products[name]);

/** Both spellings of true have been seen, of false only one. */
function asStrings(products: Record<string, boolean>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(products).map(([name, held], place) => {
      const heldText = place % 2 === 0 ? 'true' : 'True';
      return [name, held ? heldText : 'false'];
    }),
  );
}

const shapes: Record<SingleShape, (user: LucidUser) => Attributes> = {
  boolean: user => ({
    [LUCID_USER_SCHEMA_1]: { productLicenses: user.licences.products },
    ...canEdit(user),
  }),
  string: user => ({
    [LUCID_USER_SCHEMA_2]: {
      productLicenses: asStrings(user.licences.products),
    },
    ...canEdit(user),
  }),
  array: user => ({
    [LUCID_USER_SCHEMA_2]: { productLicenses: heldProducts(user) },
    ...canEdit(user),
  }),
  'can-edit-only': canEdit,
  'billing-code': ({ licences }) =>
    licences.billingCode === undefined
      ? {}
      : { [LUCID_USER_SCHEMA_2]: { billingCode: licences.billingCode } },
  none: () => ({}),
};

const singleShapes = LICENCE_SHAPES.filter(
  (shape): shape is SingleShape => shape !== 'mixed',
);

/** Lucid's extensions of one user, by the id of their schema. */
export function licenceAttributes(
  user: LucidUser,
  shape: LicenceShape,
): Attributes {
  const ofUser =
    shape === 'mixed'
      ? singleShapes[sequenceOf(user) % singleShapes.length]
      : shape;
  return shapes[ofUser](user);
}
