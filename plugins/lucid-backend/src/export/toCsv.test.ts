import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { nastyText } from './__testUtils__/nastyText';
import { CsvColumn } from './CsvColumn';
import { CsvFormat } from './csvFormat';
import { defuseFormulas } from './defuseFormulas';
import { toCsv } from './toCsv';

interface Person {
  name: string;
  note?: string;
}

const columns: CsvColumn<Person>[] = [
  { header: 'Name', text: person => person.name },
  { header: 'Note', text: person => person.note },
];

const PLAIN: CsvFormat = { bom: false, delimiter: ',' };

async function* inPages<T>(...pages: T[][]): AsyncGenerator<T[]> {
  yield* pages;
}

async function write(pages: Person[][], format = PLAIN): Promise<string> {
  let text = '';
  for await (const piece of toCsv(inPages(...pages), columns, format)) {
    text += piece;
  }
  return text;
}

describe('toCsv', () => {
  it('writes a header, ends each line with CRLF, and quotes only what has to be quoted', async () => {
    expect(
      await write([
        [{ name: 'Jane' }, { name: 'Doe, Joe', note: 'says "hi"' }],
        [{ name: 'two\nlines', note: '' }],
      ]),
    ).toBe(
      'Name,Note\r\nJane,\r\n"Doe, Joe","says ""hi"""\r\n"two\nlines",\r\n',
    );
  });

  it.each([[[]], [[[]]]])(
    'writes the header alone where there is nobody (%j)',
    async pages => {
      expect(await write(pages)).toBe('Name,Note\r\n');
    },
  );

  it('begins with a byte order mark where that is asked for, and has only one', async () => {
    const text = await write([[{ name: 'a' }], [{ name: 'b' }]], {
      bom: true,
      delimiter: ',',
    });
    expect(text).toBe('\ufeffName,Note\r\na,\r\nb,\r\n');
    expect(await write([], { bom: true, delimiter: ',' })).toBe(
      '\ufeffName,Note\r\n',
    );
  });

  it('separates with semicolons where that is asked for, and quotes those', async () => {
    expect(
      await write([[{ name: 'a;b', note: 'c,d' }]], {
        bom: false,
        delimiter: ';',
      }),
    ).toBe('Name;Note\r\n"a;b";c,d\r\n');
  });

  it('defuses formulas', async () => {
    expect(await write([[{ name: '=HYPERLINK("http://x")' }]])).toBe(
      'Name,Note\r\n"\'=HYPERLINK(""http://x"")",\r\n',
    );
  });

  it('can be read by another program, cell by cell, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.record(
              { name: nastyText, note: nastyText },
              { requiredKeys: ['name'] },
            ),
            { maxLength: 4 },
          ),
          { maxLength: 4 },
        ),
        fc.boolean(),
        fc.constantFrom<CsvFormat['delimiter']>(',', ';'),
        async (pages, bom, delimiter) => {
          const text = await write(pages, { bom, delimiter });
          const read = parse(Buffer.from(text), {
            bom: true,
            delimiter,
            record_delimiter: ['\r\n', '\n', '\r'],
          });
          expect(read).toEqual([
            ['Name', 'Note'],
            ...pages
              .flat()
              .map(({ name, note = '' }) => [
                defuseFormulas(name),
                defuseFormulas(note),
              ]),
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('asks for a page when the one before has been taken, and for none that nobody wants', async () => {
    const asked: number[] = [];
    let ended = false;
    async function* pages(): AsyncGenerator<Person[]> {
      try {
        for (let page = 1; page <= 5; page += 1) {
          asked.push(page);
          yield [{ name: `Person ${page}` }];
        }
      } finally {
        ended = true;
      }
    }
    const pieces = toCsv(pages(), columns, PLAIN);
    await pieces.next();
    expect(asked).toEqual([1]);
    await pieces.next();
    expect(asked).toEqual([1, 2]);
    await pieces.return(undefined);
    expect(asked).toEqual([1, 2]);
    expect(ended).toBe(true);
  });
});
