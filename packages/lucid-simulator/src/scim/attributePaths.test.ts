import { parseAttributePath } from './attributePaths';

describe('parseAttributePath', () => {
  it.each([
    ['userName', ['userName']],
    ['emails.value', ['emails', 'value']],
    ['urn:x:2.0:User', ['urn:x:2.0:User']],
    ['urn:x:2.0:User:department', ['urn:x:2.0:User', 'department']],
    [
      'urn:x:1.0:User.productLicenses.Lucidchart',
      ['urn:x:1.0:User', 'productLicenses', 'Lucidchart'],
    ],
  ])('takes %s apart', (name, path) => {
    expect(parseAttributePath(name)).toEqual(path);
  });
});
