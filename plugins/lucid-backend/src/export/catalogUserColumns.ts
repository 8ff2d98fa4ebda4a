import { ListedCatalogUser } from 'backstage-plugin-lucid-common';
import { CsvColumn, listed } from './CsvColumn';
import { licenceText } from './licenceText';

/** What a list of catalog users has to say of each. */
export const catalogUserColumns: CsvColumn<ListedCatalogUser>[] = [
  { header: 'Catalog user', text: user => user.entityRef },
  { header: 'Name', text: user => user.displayName },
  { header: 'E-mail', text: user => user.email },
  { header: 'Licences', text: user => listed(user.licences.map(licenceText)) },
];
