import { spreadsheetFormat } from './spreadsheetFormat';

describe('spreadsheetFormat', () => {
  it.each([
    ['en-US', 'comma'],
    ['en-GB', 'comma'],
    ['ja', 'comma'],
    ['de', 'semicolon'],
    ['fr', 'semicolon'],
    ['pt-BR', 'semicolon'],
  ])(
    'separates cells as a spreadsheet in %s expects it: by %s',
    (locale, delimiter) => {
      expect(spreadsheetFormat(locale)).toEqual({ bom: true, delimiter });
    },
  );
});
