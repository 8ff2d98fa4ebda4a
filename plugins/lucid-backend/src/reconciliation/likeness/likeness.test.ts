import fc from 'fast-check';
import { identityOfCatalogUser, identityOfLucidUser } from './Identity';
import { compareIdentities } from './compareIdentities';
import { likenessKeys, pairKeys } from './likenessKeys';
import { wordDistance } from './wordDistance';
import { wordsOfLocalPart, wordsOfName } from './words';

/** In what two people are alike of whom nothing but the names are known. */
function compareNames(lucidName: string, catalogName: string) {
  const found = compareIdentities(
    identityOfLucidUser({
      id: 'lucid-1',
      displayName: lucidName,
      otherEmails: [],
    }),
    identityOfCatalogUser({
      entityRef: 'user:default/q1',
      displayName: catalogName,
    }),
  );
  return found && [found.likeness, found.distance];
}

/** In what two people are alike of whom nothing but the addresses are known. */
function compareAddresses(lucidEmail: string, catalogEmail: string) {
  const found = compareIdentities(
    identityOfLucidUser({
      id: 'lucid-1',
      displayName: lucidEmail,
      email: lucidEmail,
      otherEmails: [],
    }),
    identityOfCatalogUser({
      entityRef: 'user:default/q1',
      displayName: '4711',
      email: catalogEmail,
    }),
  );
  return found && [found.likeness, found.distance];
}

describe('the likeness of names', () => {
  it.each([
    ['Jane Doe', 'jane doe'],
    ['Doe, Jane', 'Jane Doe'],
    ['DOE Jane', 'Jane Doe'],
    ['Dr. Jane Doe (External)', 'Jane Doe'],
    ['Jane Doe, PhD', 'Jane Doe'],
    ['Anne-Marie Dupont', 'Annemarie Dupont'],
    ['Anne-Marie Dupont', 'DUPONT Anne Marie'],
    ['Séan O’Brien', "Sean O'Brien"],
    ['Séan O´Brien', 'Sean OBrien'],
    ['Müller, Jürgen', 'Jürgen Mueller'],
    ['Jürgen Müller', 'Jurgen Muller'],
    ['Søren Kierkegård', 'Soeren Kierkegaard'],
    ['Łukasz Żółć', 'Lukasz Zolc'],
    ['İbrahim Işık', 'Ibrahim Isik'],
    ['Đặng Văn Hùng', 'Dang Van Hung'],
    ['王小明', 'Xiaoming Wang'],
    ['王小明', 'Wang Xiao Ming'],
    ['Александр Петров', 'Aleksandr Petrov'],
    ['Δημήτρης Παππάς', 'Dimitris Pappas'],
    // The same letters, once composed and once not.
    ['José Núñez', 'José Núñez'],
  ])('%s and %s have the same name', (lucidName, catalogName) => {
    expect(compareNames(lucidName, catalogName)).toEqual(['same-name', 0]);
    expect(compareNames(catalogName, lucidName)).toEqual(['same-name', 0]);
  });

  it.each([
    ['John Smith', 'John Smyth', 1],
    ['Jon Smith', 'John Smith', 1],
    ['Jane Deo', 'Jane Doe', 2],
    ['Jnae Doe', 'Jane Doe', 2],
    ['Alexander Petrov', 'Александр Петров', 1],
    ['Юлия Щербакова', 'Julia Shcherbakova', 2],
    ['John M. Smith', 'John Smith', 1],
    ['Kristina Novak', 'Christina Novak', 2],
    ['Mohammed Ali Khan', 'Muhammad Ali Khan', 2],
  ])('%s and %s have similar names', (lucidName, catalogName, distance) => {
    const similar = ['similar-name', distance];
    expect(compareNames(lucidName, catalogName)).toEqual(similar);
    expect(compareNames(catalogName, lucidName)).toEqual(similar);
  });

  it.each([
    ['Anna Müller', 'Anna Müller-Schmidt', 7],
    ['Anna Schmidt', 'Anna Müller-Schmidt', 6],
    ['John Smith', 'John Michael Smith', 7],
    ['María García', 'María García López', 5],
  ])('%s may be %s, who has a further name', (short, long, letters) => {
    expect(compareNames(short, long)).toEqual(['similar-name', letters]);
    expect(compareNames(long, short)).toEqual(['similar-name', letters]);
  });

  it.each([
    ['Jan Li', 'Jana Lin'],
    ['Anna Lee', 'Anne Lea'],
    ['Bo', 'Jo'],
    ['J. Smith', 'A. Smith'],
    ['Jane Doe', 'John Doe'],
    ['Jane Doe 2', 'Jane Doe 3'],
    ['Maria', 'Maria Magdalena Schneider'],
    ['Peter Jones', 'Petra Johnson'],
    ['李明', '王小明'],
    ['🙂', '🙃'],
    ['', ''],
  ])('%s and %s are nobody to each other', (lucidName, catalogName) => {
    expect(compareNames(lucidName, catalogName)).toBeUndefined();
    expect(compareNames(catalogName, lucidName)).toBeUndefined();
  });

  it('never differ by more than two letters, unless one has further names', () => {
    const word = fc.stringMatching(/^[a-c]{1,6}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const distance = wordDistance(a, b) ?? 0;
        const letters = Math.min(a.join('').length, b.join('').length);
        expect(distance <= (letters < 4 ? 0 : 2) || a.length !== b.length).toBe(
          true,
        );
      }),
    );
  });

  it('do not depend on who is compared with whom, nor on the order of words', () => {
    const word = fc.stringMatching(/^[a-d]{2,6}$/);
    const name = fc.tuple(word, word);
    fc.assert(
      fc.property(name, name, (a, b) => {
        const distance = wordDistance(a, b);
        expect(wordDistance(b, a)).toBe(distance);
        expect(wordDistance([a[1], a[0]], b)).toBe(distance);
        expect(wordDistance(a, [a[1], a[0]])).toBe(0);
      }),
    );
  });

  it('can be told of any text there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), text => {
        for (const words of [...wordsOfName(text), ...wordsOfLocalPart(text)]) {
          expect(words.length).toBeGreaterThan(0);
          expect(words.length).toBeLessThanOrEqual(4);
          expect(words.join('')).toMatch(/^[a-z0-9]+$/);
        }
      }),
    );
  });

  it('is that of the same name, for any name and itself', () => {
    const name = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter(text => wordsOfName(text).length > 0 && !text.includes('@'));
    fc.assert(
      fc.property(name, text => {
        expect(compareNames(text, text)).toEqual(['same-name', 0]);
      }),
    );
  });
});

describe('the likeness of addresses', () => {
  it.each([
    ['jane.doe@old.example', 'jane.doe@new.example'],
    ['Jane.Doe@old.example', 'janedoe@new.example'],
    ['jane_doe@old.example', 'jane-doe@new.example'],
    ['jane.doe+lucid@old.example', 'jane.doe@new.example'],
    ['jürgen.müller@old.example', 'juergen.mueller@new.example'],
    ['u12345@old.example', 'u12345@new.example'],
  ])('%s and %s have the same local part', (lucidEmail, catalogEmail) => {
    expect(compareAddresses(lucidEmail, catalogEmail)).toEqual([
      'same-local-part',
      0,
    ]);
  });

  it.each([
    ['jane.doe2@old.example', 'jane.doe@new.example', 1],
    ['jsmith@old.example', 'jsmyth@new.example', 1],
    ['jane.doe.guest@old.example', 'jane.doe@new.example', 5],
  ])('%s and %s have similar ones', (lucidEmail, catalogEmail, distance) => {
    expect(compareAddresses(lucidEmail, catalogEmail)).toEqual([
      'similar-local-part',
      distance,
    ]);
  });

  it.each([
    // Another initial, another number: somebody else.
    ['jsmith@old.example', 'ksmith@new.example'],
    ['j.smith@old.example', 'k.smith@new.example'],
    ['j.smith@old.example', 'asmith@new.example'],
    ['u12345@old.example', 'u12346@new.example'],
    ['jane.doe2@old.example', 'jane.doe3@new.example'],
    ['bo@old.example', 'jo@new.example'],
    ['+@old.example', 'jane@new.example'],
  ])('%s and %s are nobody to each other', (lucidEmail, catalogEmail) => {
    expect(compareAddresses(lucidEmail, catalogEmail)).toBeUndefined();
  });

  it('stands in for a name where Lucid has none', () => {
    const lucidUser = identityOfLucidUser({
      id: 'lucid-1',
      displayName: 'jane.doe@old.example',
      email: 'jane.doe@old.example',
      otherEmails: [],
    });
    const named = identityOfCatalogUser({
      entityRef: 'user:default/u4711',
      displayName: 'Jane Doe',
      email: 'u4711@new.example',
    });
    expect(compareIdentities(lucidUser, named)).toEqual({
      likeness: 'same-name',
      distance: 0,
      isTwofold: false,
    });
  });

  it('is that of the name of the entity, too, however a directory has made it', () => {
    const lucidUser = identityOfLucidUser({
      id: 'lucid-1',
      displayName: 'lucid-1',
      userName: 'ACME\\jdoe',
      otherEmails: [],
    });
    for (const name of ['jdoe', 'jdoe_new.example']) {
      const catalogUser = identityOfCatalogUser({
        entityRef: `user:default/${name}`,
        displayName: 'Jane Doe',
        email: 'jane@new.example',
      });
      expect(compareIdentities(lucidUser, catalogUser)).toMatchObject({
        likeness: 'same-local-part',
      });
    }
  });

  it('counts for more together with the name', () => {
    const lucidUser = identityOfLucidUser({
      id: 'lucid-1',
      displayName: 'Jane Doe',
      email: 'jdoe@old.example',
      otherEmails: [],
    });
    const found = ['Jane Doe', 'Jim Doe'].map(displayName =>
      compareIdentities(
        lucidUser,
        identityOfCatalogUser({
          entityRef: 'user:default/q1',
          displayName,
          email: 'jdoe@new.example',
        }),
      ),
    );
    expect(found).toEqual([
      { likeness: 'same-local-part', distance: 0, isTwofold: true },
      { likeness: 'same-local-part', distance: 0, isTwofold: false },
    ]);
  });
});

describe('the keys of names', () => {
  const nameOf = (name: string) => wordsOfName(name)[0];

  it.each([
    ['Jürgen Müller', 'Juergen Mueller'],
    ['Doe, Jane', 'Jane Doe'],
  ])('are the same for %s and %s', (a, b) => {
    expect(likenessKeys(nameOf(a)).words).toBe(likenessKeys(nameOf(b)).words);
  });

  it.each([
    ['John Smith', 'Jon Smyth'],
    ['Юлия Шмидт', 'Julia Schmitt'],
    ['Mohammed Khan', 'Muhamad Kahn'],
    ['Katharina Fischer', 'Catarina Fisher'],
    ['Stephan Maier', 'Stefan Meyer'],
    ['Wladimir Zaitsev', 'Vladimir Saitzev'],
    ['王小明', 'Xiaoming Wang'],
  ])('let %s and %s sound the same', (a, b) => {
    expect(likenessKeys(nameOf(a)).sounds).toBe(likenessKeys(nameOf(b)).sounds);
  });

  it('find who has one of two names, and the ends of the other', () => {
    const shared = (a: string, b: string) => {
      const keys = pairKeys(nameOf(a));
      const others = pairKeys(nameOf(b));
      return [...keys.given, ...keys.family].filter(key =>
        [...others.given, ...others.family].includes(key),
      ).length;
    };
    expect(shared('Jane Doberman', 'Jane Dobreman')).toBe(1);
    expect(shared('Anna Müller', 'Anna Müller-Schmidt')).toBe(2);
    expect(shared('Jane Doe', 'Doe Jane')).toBe(2);
    expect(shared('Jane Doe', 'John Roe')).toBe(0);
  });

  it('tell those apart who have no consonants but different names', () => {
    const [io, ai] = ['Io', 'Ai'].map(name => likenessKeys(nameOf(name)));
    expect(io.sounds).not.toBe(ai.sounds);
  });
});
